package io.otklik.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The OpenAPI document of all services, merged, as it was when the gateway was built, and Swagger UI to read and try it, which
 * loads nothing from elsewhere (contracts/README.md, section 1). The acceptance tests hold the document against the services.
 */
@ApplicationScoped
class ApiDocuments {

    static final String SCHEMA = "/api/v1/schema";
    static final String SWAGGER_UI = SCHEMA + "/swagger-ui";
    static final String DOCS = "/api/docs";

    private static final String YAML = "openapi.yaml";
    private static final String JSON = "openapi.json";
    private static final String FOLDER = "swagger-ui/";

    /** What the page is made of; there is nothing else to be had. */
    private static final Map<String, String> ASSETS = Map.of(
            "swagger-ui.css", "text/css;charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript;charset=utf-8",
            "start.js", "text/javascript;charset=utf-8",
            "favicon-32x32.png", "image/png");

    /**
     * A page after all: what it is made of comes from here, what it tries goes here. Swagger UI styles its elements inline, and
     * shows a picture that it got as an answer from memory.
     */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static final Problem NOT_THAT_WAY = Problem.of(Problem.Kind.METHOD_NOT_ALLOWED, Messages.METHOD_NOT_ALLOWED)
            .withHeader("Allow", "GET, HEAD");

    /** By name; read when first asked for, which costs a start nothing, and kept when that went well. */
    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    /**
     * @param etag changes with the bytes
     */
    private record Content(Buffer bytes, String etag) {}

    /** The paths without a slash at the end, which {@link Entry} takes off. */
    void register(@Observes Router router) {
        for (String path : List.of(SCHEMA, SWAGGER_UI, SWAGGER_UI + "/*", DOCS)) {
            router.route(path).handler(ApiDocuments::onlyRead);
        }
        router.route(SCHEMA).handler(this::document);
        router.route(SWAGGER_UI).handler(this::page);
        router.route(DOCS).handler(this::page);
        router.route(SWAGGER_UI + "/*").handler(this::asset);
    }

    private static void onlyRead(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
            context.next();
        } else {
            Refusing.answer(context, NOT_THAT_WAY);
        }
    }

    /** YAML, unless the client asks for JSON, by {@code ?format=json} or by what it accepts. */
    private void document(RoutingContext context) {
        context.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (isJsonWanted(context)) {
            send(context, JSON, "application/json;charset=utf-8");
        } else {
            send(context, YAML, "application/yaml;charset=utf-8");
        }
    }

    private static boolean isJsonWanted(RoutingContext context) {
        String format = String.valueOf(context.request().getParam("format"));
        return switch (format) {
            case "json" -> true;
            case "yaml" -> false;
            default -> isJson(context.parsedHeaders().accept());
        };
    }

    /** Whether JSON comes first of what is accepted, the most welcome first, and can be had. */
    private static boolean isJson(List<MIMEHeader> accepted) {
        return accepted.stream()
                .filter(type -> type.weight() > 0)
                .map(MIMEHeader::subComponent)
                .filter(type -> type.equals("*") || type.endsWith("json") || type.endsWith("yaml"))
                .findFirst()
                .filter(type -> type.endsWith("json"))
                .isPresent();
    }

    private void page(RoutingContext context) {
        context.response().putHeader("Content-Security-Policy", PAGE_POLICY);
        send(context, FOLDER + "index.html", "text/html;charset=utf-8");
    }

    private void asset(RoutingContext context) {
        String name = context.request().path().substring(SWAGGER_UI.length() + 1);
        String type = ASSETS.get(name);
        if (type == null) {
            Refusing.answer(context, Problem.notFound());
        } else {
            send(context, FOLDER + name, type);
        }
    }

    private void send(RoutingContext context, String name, String type) {
        Content kept = contents.get(name);
        if (kept != null) {
            send(context, kept, type);
            return;
        }
        context.vertx()
                .executeBlocking(() -> content(name), false)
                .onFailure(context::fail)
                .onSuccess(content -> {
                    contents.put(name, content);
                    send(context, content, type);
                });
    }

    /** An upgrade changes what is here under the same names: a browser may keep it, and asks each time whether it is still that. */
    private static void send(RoutingContext context, Content content, String type) {
        HttpServerResponse response = context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        context.etag(content.etag());
        if (context.isFresh()) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        Integer.toString(content.bytes().length()))
                .end(content.bytes());
    }

    private Content content(String name) throws IOException, NoSuchAlgorithmException {
        Buffer bytes = read(name);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
        return new Content(bytes, HexFormat.of().formatHex(digest, 0, 16));
    }

    Buffer read(String name) throws IOException {
        if (name.equals(JSON)) {
            return Buffer.buffer(new ObjectMapper()
                    .writeValueAsBytes(new YAMLMapper().readTree(read(YAML).getBytes())));
        }
        try (InputStream content = ApiDocuments.class.getResourceAsStream('/' + name)) {
            return Buffer.buffer(content.readAllBytes());
        }
    }
}
