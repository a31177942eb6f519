package io.otklik.edge.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
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
