package io.otklik.edge.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
        OpenAPI document = OASFactory.createOpenAPI()
                .components(OASFactory.createComponents())
                .paths(OASFactory.createPaths());
        new ContractDocument().filterOpenAPI(document);
        APIResponse refused = document.getComponents().getResponses().get("Unauthenticated");
        assertEquals(Set.of("WWW-Authenticate"), refused.getHeaders().keySet());
        Map<String, Example> examples =
                refused.getContent().getMediaType("application/json").getExamples();
        assertEquals(
                Map.of("detail", "Учетные данные не были предоставлены."),
                examples.get("no_token").getValue());
        assertEquals(
                Map.of("detail", "Token is invalid or expired", "code", "token_not_valid"),
                examples.get("token_not_valid").getValue());
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
