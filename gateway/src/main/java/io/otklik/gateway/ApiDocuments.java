package io.otklik.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.ParsedHeaderValues;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The OpenAPI document of all services, merged, as it was when the gateway was built, and Swagger UI to read and try it, which
 * loads nothing from elsewhere (contracts/README.md, section 1). The acceptance tests hold the document against the services.
 */
@ApplicationScoped
class ApiDocuments {

    static final String SCHEMA = "/api/v1/schema";
    static final String SWAGGER_UI = SCHEMA + "/swagger-ui";
    static final String DOCS = "/api/docs";

    private static final String RESOURCE = "/openapi.yaml";
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final Problem NOT_THAT_WAY = Problem.of(
                    Problem.Kind.METHOD_NOT_ALLOWED, Messages.METHOD_NOT_ALLOWED)
            .withHeader("Allow", "GET, HEAD");

    /** A page after all: what it is made of comes from here, what it tries goes here. */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    private final Buffer yaml = Buffer.buffer(read());
    private final Buffer json = Buffer.buffer(asJson(yaml.getBytes()));

    void register(@Observes Router router) {
        for (String path : List.of(SCHEMA, SWAGGER_UI, SWAGGER_UI + "/*", DOCS)) {
            router.route(path).handler(ApiDocuments::onlyRead);
        }
        router.route(SCHEMA).handler(this::document);
        router.route(SWAGGER_UI).handler(ApiDocuments::page);
        router.route(DOCS).handler(ApiDocuments::page);
        router.route(SWAGGER_UI + "/*").handler(StaticHandler.create("swagger-ui").setIncludeHidden(false));
    }

    private static void onlyRead(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            context.next();
        } else {
            Refusing.answer(context, NOT_THAT_WAY);
        }
    }

    /** YAML, unless the client asks for JSON, by {@code ?format=json} or by what it accepts. */
    private void document(RoutingContext context) {
        String format = context.request().getParam("format");
        boolean asJson = format == null ? prefersJson(context.parsedHeaders()) : "json".equals(format);
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, (asJson ? JSON : YAML) + ";charset=utf-8");
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.end(asJson ? json : yaml);
    }

    private static boolean prefersJson(ParsedHeaderValues headers) {
        return headers.accept().stream()
                .findFirst()
                .map(first -> "application".equals(first.component()) && "json".equals(first.subComponent()))
                .orElse(false);
    }

    private static void page(RoutingContext context) {
        context.response().putHeader("Content-Security-Policy", PAGE_POLICY);
        context.response().sendFile("swagger-ui/index.html");
    }

    private static byte[] read() {
        try (InputStream document = ApiDocuments.class.getResourceAsStream(RESOURCE)) {
            return document.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] asJson(byte[] yaml) {
        try {
            return new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
