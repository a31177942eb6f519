package io.otklik.acceptance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one OpenAPI document of all services, as committed and as served, and the page to try it (contracts/README.md, 1). */
@ExtendWith(Suite.class)
class SchemaIT {

    private static final String SCHEMA = "/api/v1/schema/";
    private static final Set<String> CONTRACTS = Set.of("techsupport", "bot", "desk", "requests", "support0");

    /** Avatars, which there are none of, and what nothing has that was just filed or is not closed. */
    private static final Set<String> NULLS = Set.of(
            "avatar", "sender_avatar", "assigned_admin", "executor", "last_message_at", "closed_at", "closed_by");

    /** The gateway's own, which are no resources. */
    private static final Set<String> DOCUMENTS =
            Set.of("GET /api/v1/schema", "GET /api/v1/schema/swagger-ui", "GET /api/docs");

    @Test
    void committedDocument_isWhatTheServicesSay() throws IOException {
        MergedDocument running = MergedDocument.of(Suite.running());
        assertEquals(
                Files.readString(MergedDocument.committed(Suite.running())),
                running.yaml(),
                "The wire has changed: write openapi.yaml anew (CONTRIBUTING.md) and look at the difference");
    }

    @Test
    void servedDocument_isTheCommittedOne() {
        assertEquals(MergedDocument.of(Suite.running()).json(), served());
        assertEquals(
                MergedDocument.of(Suite.running()).yaml(), given().get(SCHEMA).asString());
    }

    @Test
    void everyRoute_isDescribed() {
        Set<String> described = new TreeSet<>();
        forEachOperation((method, path, operation) -> described.add(ServedRoutes.named(method.toUpperCase(), path)));
        Set<String> served = new TreeSet<>(ServedRoutes.all(Suite.running()));
        served.removeIf(
                route -> route.startsWith("WS ") || route.contains(" /internal") || route.contains(" /.well-known"));
        served.addAll(DOCUMENTS);
        assertEquals(served, described);
    }

    @Test
    void everyOperation_hasOneContractAsTagItsOwnIdAndAnExampleOfEachBody() {
        Set<String> ids = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        forEachOperation((method, path, operation) -> {
            String name = method + " " + path;
            if (operation.path("tags").size() != 1
                    || !CONTRACTS.contains(operation.path("tags").path(0).asText())) {
                wrong.add(name + ": tags " + operation.path("tags"));
            }
            if (!ids.add(operation.path("operationId").asText())) {
                wrong.add(name + ": operationId " + operation.path("operationId"));
            }
            if (operation.path("summary").asText().isBlank()) {
                wrong.add(name + ": no summary");
            }
            bodies(operation).forEach(body -> {
                if (body.path("schema").isMissingNode()) {
                    wrong.add(name + ": a body without schema");
                } else if (!isFile(body) && !hasExample(body)) {
                    wrong.add(name + ": without a whole example: " + body.path("example"));
                }
            });
        });
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    @Test
    void everyExample_isWhatItsSchemaSays() {
        OpenApiInteractionValidator document = OpenApiInteractionValidator.createForInlineApiSpecification(
                        MergedDocument.of(Suite.running()).yaml())
                .build();
        List<String> wrong = new ArrayList<>();
        forEachOperation((method, path, operation) -> {
            Request.Method sent = Request.Method.valueOf(method.toUpperCase(Locale.ROOT));
            String name = method + " " + path + " ";
            String body = example(operation.path("requestBody"));
            if (body != null) {
                Request request = new SimpleRequest.Builder(sent, path)
                        .withContentType("application/json")
                        .withBody(body)
                        .build();
                wrong.addAll(flaws(name, "validation.request.body", document.validateRequest(request)));
            }
            operation.path("responses").properties().forEach(answer -> {
                String shown = example(answer.getValue());
                if (shown != null) {
                    SimpleResponse response = SimpleResponse.Builder.status(Integer.parseInt(answer.getKey()))
                            .withContentType("application/json")
                            .withBody(shown)
                            .build();
                    wrong.addAll(flaws(
                            name + answer.getKey(),
                            "validation.response.body",
                            document.validateResponse(path, sent, response)));
                }
            });
        });
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    private static String example(JsonNode described) {
        JsonNode example = described.path("content").path("application/json").path("example");
        return example.isMissingNode() ? null : example.toString();
    }

    private static List<String> flaws(String name, String kind, ValidationReport report) {
        return report.getMessages().stream()
                .filter(flaw -> flaw.getKey().startsWith(kind))
                .map(flaw -> name + ": " + flaw.getMessage())
                .toList();
    }

    @Test
    void tokens_goInTwoWays() {
        given().get(SCHEMA + "?format=json")
                .then()
                .body("components.securitySchemes.keySet()", is(Set.of("bearer", "token")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/schema/", "/api/v1/schema"})
    void schema_isYaml(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(containsString("yaml"))
                .body(startsWith("openapi:"));
    }

    @Test
    void schema_isJsonWhenAskedFor() {
        given().get(SCHEMA + "?format=json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("openapi", is("3.0.3"));
        given().accept("application/json").get(SCHEMA).then().statusCode(200).body("info.title", is("Otklik"));
        given().accept("application/json").get(SCHEMA + "?format=yaml").then().contentType(containsString("yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/schema/swagger-ui/", "/api/v1/schema/swagger-ui", "/api/docs/", "/api/docs"})
    void swaggerUi_isAPageOfOurOwn(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .body(containsString("swagger-ui-bundle.js"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"swagger-ui.css", "swagger-ui-bundle.js", "start.js", "favicon-32x32.png"})
    void swaggerUi_bringsItsParts(String file) {
        given().get(SCHEMA + "swagger-ui/" + file).then().statusCode(200);
    }

    @Test
    void schema_isOnlyRead() {
        given().post(SCHEMA).then().statusCode(405).header("Allow", "GET, HEAD");
        given().get(SCHEMA + "swagger-ui/none.js").then().statusCode(404);
    }

    private interface Visitor {

        void visit(String method, String path, JsonNode operation);
    }

    private static void forEachOperation(Visitor visitor) {
        JsonNode document = served();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> visitor.visit(operation.getKey(), path.getKey(), operation.getValue())));
    }

    private static JsonNode served() {
        try {
            return new ObjectMapper()
                    .readTree(given().get(SCHEMA + "?format=json").asByteArray());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<JsonNode> bodies(JsonNode operation) {
        List<JsonNode> bodies = new ArrayList<>();
        operation.path("requestBody").path("content").forEach(bodies::add);
        operation.path("responses").forEach(response -> response.path("content").forEach(bodies::add));
        return bodies;
    }

    private static boolean isFile(JsonNode body) {
        return "binary".equals(body.path("schema").path("format").asText());
    }

    /** Whole: a part without a value is a field that somebody has given no example, unless null is what it shows. */
    private static boolean hasExample(JsonNode body) {
        return isWhole(body.path("example"));
    }

    private static boolean isWhole(JsonNode example) {
        if (example.isNull() || example.isMissingNode()) {
            return false;
        }
        for (JsonNode part : example) {
            if (example.isArray() && !isWhole(part)) {
                return false;
            }
        }
        return example.properties().stream()
                .allMatch(part -> NULLS.contains(part.getKey()) || isWhole(part.getValue()));
    }
}
