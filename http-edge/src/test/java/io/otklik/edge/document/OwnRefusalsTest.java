package io.otklik.edge.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.junit.jupiter.api.Test;

class OwnRefusalsTest {

    @Test
    void refusalOfARoute_keepsItsExampleInTheShapeOfItsContract() {
        MediaType refused =
                described("404", withExample("Такого чата нет")).getContent().getMediaType("application/json");
        assertEquals("Такого чата нет", refused.getExample());
        assertEquals("#/components/schemas/Refusal", refused.getSchema().getRef());
    }

    @Test
    void refusalWithoutBody_isTheCommonOne() {
        APIResponse bare = OASFactory.createAPIResponse().description("Not found");
        assertEquals("#/components/responses/NotFound", described("404", bare).getRef());
    }

    @Test
    void ownRefusalOfALogin_tellsTheChallenge() {
        APIResponse login = described("401", withExample("Нет такой учетной записи"));
        assertEquals(Set.of("WWW-Authenticate"), login.getHeaders().keySet());
        assertNull(described("404", withExample("Такого чата нет")).getHeaders());
    }

    @Test
    void refusedToken_isShownBesideNone() {
        APIResponse refused = common().get("Unauthenticated");
        assertEquals(Set.of("WWW-Authenticate"), refused.getHeaders().keySet());
        Map<String, Example> examples = examples(refused);
        assertEquals(
                Map.of("detail", "Учетные данные не были предоставлены."),
                examples.get("no_token").getValue());
        assertEquals(
                Map.of("detail", "Token is invalid or expired", "code", "token_not_valid"),
                examples.get("token_not_valid").getValue());
    }

    @Test
    void refusalsOfOneStatus_areExamplesOfOneAnswer() {
        Map<String, APIResponse> common = common();
        assertEquals(
                Set.of("invalid", "malformed"), examples(common.get("Invalid")).keySet());
        assertEquals(
                Map.of("detail", "Ошибка разбора JSON."),
                examples(common.get("Invalid")).get("malformed").getValue());
        assertEquals(
                Set.of("invalid", "key_reused"),
                examples(common.get("BotInvalid")).keySet());
        assertFalse(common.containsKey("Malformed"));
        assertFalse(common.containsKey("BotKeyReused"));
    }

    @Test
    void refusalThatPasses_tellsWhenToComeAgain() {
        for (String name : List.of("Conflict", "BotConflict", "TooManyRequests", "Unavailable", "BotUnavailable")) {
            assertEquals(Set.of("Retry-After"), common().get(name).getHeaders().keySet(), name);
        }
        APIResponse own = described("409", withExample("Такая категория уже есть"));
        assertEquals(Set.of("Retry-After"), own.getHeaders().keySet());
    }

    private static Map<String, APIResponse> common() {
        OpenAPI document = OASFactory.createOpenAPI()
                .components(OASFactory.createComponents())
                .paths(OASFactory.createPaths());
        new ContractDocument().filterOpenAPI(document);
        return document.getComponents().getResponses();
    }

    private static Map<String, Example> examples(APIResponse response) {
        return response.getContent().getMediaType("application/json").getExamples();
    }

    private static APIResponse withExample(String example) {
        return OASFactory.createAPIResponse()
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json", OASFactory.createMediaType().example(example)));
    }

    private static APIResponse described(String status, APIResponse response) {
        APIResponses responses = OASFactory.createAPIResponses().addAPIResponse(status, response);
        OpenAPI document = OASFactory.createOpenAPI()
                .components(OASFactory.createComponents())
                .paths(OASFactory.createPaths()
                        .addPathItem(
                                "/api/admin/chats/{id}",
                                OASFactory.createPathItem()
                                        .GET(OASFactory.createOperation().responses(responses))));
        new ContractDocument().filterOpenAPI(document);
        return responses.getAPIResponse(status);
    }
}
