package io.otklik.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiDocumentsTest extends GatewayTestBase {

    private static final String SCHEMA = "/api/v1/schema/";
    private static final String UI = SCHEMA + "swagger-ui/";
    private static final String JSON = "application/json;charset=utf-8";
    private static final String YAML = "application/yaml;charset=utf-8";
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/schema/", "/api/v1/schema"})
    void document_isYaml(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", YAML)
                .header("Vary", containsString("ccept"))
                .body(startsWith("openapi:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/schema/?format=json", "/api/v1/schema?format=json", "/api/v1/schema/?a=b&format=json"})
    void document_isJsonWhenAskedFor(String path) {
        given().get(path).then().statusCode(200).header("Content-Type", JSON).body("openapi", is("3.0.3"));
        given().accept("application/yaml").get(path).then().header("Content-Type", JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | json",
                "application/json, text/plain, */* | json",
                "application/vnd.oai.openapi+json | json",
                "text/html, application/json;q=0.5 | json",
                "application/yaml;q=0.5, application/json | json",
                "application/json;q=0.5, application/yaml | yaml",
                "application/json;q=0.5, */*;q=0.9 | yaml",
                "application/json;q=0, text/html | yaml",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | yaml",
                "nonsense | yaml",
            })
    void document_isWhatTheClientLikesBest(String accept, String format) {
        given().header("Accept", accept)
                .get(SCHEMA)
                .then()
                .statusCode(200)
                .header("Content-Type", format.equals("json") ? JSON : YAML);
        given().header("Accept", accept).get(SCHEMA + "?format=yaml").then().header("Content-Type", YAML);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/schema/",
                "/api/v1/schema/?format=json",
                "/api/docs/",
                "/api/v1/schema/swagger-ui/start.js"
            })
    void head_isTheHeadersOfGet(String path) {
        String length = given().get(path).header("Content-Length");
        given().head(path)
                .then()
                .statusCode(200)
                .header("Content-Length", length)
                .body(is(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/schema/swagger-ui/", "/api/v1/schema/swagger-ui", "/api/docs/", "/api/docs"})
    void page_loadsNothingFromElsewhere(String path) {
        String page = given().get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", "text/html;charset=utf-8")
                .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self';"))
                .header("Content-Security-Policy", not(containsString("http")))
                .header("X-Frame-Options", "DENY")
                .extract()
                .asString();
        List<String> parts =
                LOADED.matcher(page).results().map(part -> part.group(1)).toList();
        assertEquals(4, parts.size());
        for (String part : parts) {
            assertTrue(part.startsWith(UI), part);
            given().get(part).then().statusCode(200);
        }
        assertFalse(page.contains("//"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/schema/", "/api/docs", "/api/v1/schema/swagger-ui/swagger-ui-bundle.js"})
    void document_thatTheBrowserHasIsNotSentAgain(String path) {
        String etag = given().get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-cache")
                .header("ETag", startsWith("\""))
                .extract()
                .header("ETag");
        given().header("If-None-Match", etag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", etag)
                .header("Cache-Control", "no-cache")
                .body(is(""));
        given().header("If-None-Match", "\"older\"").get(path).then().statusCode(200);
    }

    @Test
    void page_thatCouldNotBeReadIsReadAgain() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        ApiDocuments documents = new ApiDocuments() {
            @Override
            Buffer read(String name) throws IOException {
                if (reads.incrementAndGet() == 1) {
                    throw new IOException("too many open files");
                }
                return super.read(name);
            }
        };
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            documents.register(router);
            String address = "http://localhost:"
                    + vertx.createHttpServer()
                            .requestHandler(router)
                            .listen(0)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get()
                            .actualPort();
            for (int status : List.of(500, 200, 200)) {
                given().get(address + ApiDocuments.DOCS).then().statusCode(status);
            }
            assertEquals(2, reads.get());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    @Test
    void document_ofEachFormatHasItsOwnETag() {
        String yaml = given().get(SCHEMA).header("ETag");
        given().header("If-None-Match", yaml)
                .get(SCHEMA + "?format=json")
                .then()
                .statusCode(200)
                .header("ETag", not(is(yaml)));
    }

    @Test
    void documents_areAtTheBotsHostsToo() {
        for (String path : List.of(
                SCHEMA,
                "/api/v1/schema",
                SCHEMA + "?format=json",
                UI,
                UI + "start.js",
                UI + "swagger-ui-bundle.js",
                "/api/docs/")) {
            given().header("Host", "api.yourbot.com").get(path).then().statusCode(200);
        }
    }

    @Test
    void page_showsPicturesThatItGotAsAnswers() {
        given().get(UI).then().header("Content-Security-Policy", containsString("img-src 'self' data: blob:;"));
    }

    @ParameterizedTest
    @CsvSource({
        "swagger-ui.css, text/css;charset=utf-8",
        "swagger-ui-bundle.js, text/javascript;charset=utf-8",
        "start.js, text/javascript;charset=utf-8",
        "favicon-32x32.png, image/png",
    })
    void asset_isServedAsWhatItIs(String name, String type) {
        given().get(UI + name)
                .then()
                .statusCode(200)
                .header("Content-Type", type)
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void page_readsTheDocumentAndAsksNoValidatorElsewhere() {
        given().get(UI + "start.js")
                .then()
                .body(containsString("url: \"/api/v1/schema/?format=json\""))
                .body(containsString("validatorUrl: null"))
                .body(not(containsString("://")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.js", "index.html", "openapi.yaml", "a/start.js", "%73tart.js", "..start.js"})
    void asset_thatThereIsNotIsNotFound(String name) throws IOException {
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get(UI + name);
            assertEquals(404, answer.status());
            assertEquals("{\"detail\":\"Не найдено.\"}", answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../openapi.yaml",
                "..%2fapplication.properties",
                "%2e%2e/application.properties",
                "..\\application.properties",
                "./start.js",
                "/start.js",
            })
    void asset_byAPathOfTricksIsRefused(String name) throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(400, client.get(UI + name).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/schema/", "/api/v1/schema", "/api/docs/", "/api/v1/schema/swagger-ui/start.js"})
    void document_isOnlyRead(String path) {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            given().request(method, path)
                    .then()
                    .statusCode(405)
                    .header("Allow", "GET, HEAD")
                    .body("detail", is("Метод не разрешен."));
        }
    }
}
