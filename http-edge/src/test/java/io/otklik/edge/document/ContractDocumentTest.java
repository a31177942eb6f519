package io.otklik.edge.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.junit.jupiter.api.Test;

class ContractDocumentTest {

    @Test
    void bareArray_isPagedByACursor() {
        Operation list = described("/api/v1/notifications", array(integer()));
        assertEquals(List.of("limit", "cursor"), names(list));
        assertEquals(Set.of("Link", "X-Total-Count"), answer(list).getHeaders().keySet());
        assertEquals(
                "#/components/responses/Invalid",
                list.getResponses().getAPIResponse("400").getRef());
    }

    @Test
    void numberedPage_isPagedByNumbers() {
        Schema page = object("count", integer())
                .addProperty("next", integer())
                .addProperty("previous", integer())
                .addProperty("results", array(integer()));
        Operation list = described("/api/admin/chats", page);
        assertEquals(List.of("page", "page_size"), names(list));
        assertNull(answer(list).getHeaders());
    }

    @Test
    void refusalOfTheRoute_staysUnlessItIsEmpty() {
        Operation me = operation(object());
        me.getResponses()
                .addAPIResponse("401", OASFactory.createAPIResponse().description("Not Authorized"))
                .addAPIResponse("403", OASFactory.createAPIResponse().ref("NotFound"));
        me.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("any"));
        describe("/api/v1/users/me", me);
        assertEquals(
                "#/components/responses/Unauthenticated",
                me.getResponses().getAPIResponse("401").getRef());
        APIResponse own = me.getResponses().getAPIResponse("403");
        assertEquals("#/components/responses/NotFound", own.getRef());
        assertNull(own.getContent());
    }

    @Test
    void otherAnswer_hasNoPages() {
        Operation one = described("/api/admin/chats/{id}", object("results", array(integer())));
        assertNull(one.getParameters());
        assertNull(one.getResponses().getAPIResponse("400"));
    }

    @Test
    void ticket_isReadByItsTag() {
        Operation one = described("/api/v1/tickets/{id}", object());
        assertEquals(List.of("If-None-Match"), names(one));
        assertEquals(Set.of("ETag"), answer(one).getHeaders().keySet());
        assertEquals(
                "As `If-None-Match` says",
                one.getResponses().getAPIResponse("304").getDescription());
    }

    @Test
    void changeOfATicket_takesAKeyAndTheVersion() {
        Operation take = operation(object());
        take.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("any"));
        describe(
                "/api/admin/customer-requests/{id}/take",
                OASFactory.createPathItem().POST(take));
        assertEquals(List.of("Idempotency-Key", "If-Match"), names(take));
        assertEquals(
                List.of("Conflict", "PreconditionFailed", "KeyReused"),
                Stream.of("409", "412", "422")
                        .map(status ->
                                take.getResponses().getAPIResponse(status).getRef())
                        .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
                        .toList());
    }

    @Test
    void login_takesNoKey() {
        Operation login = operation(object());
        describe("/api/v1/auth/login", OASFactory.createPathItem().POST(login));
        assertNull(login.getParameters());
        assertNull(login.getResponses().getAPIResponse("409"));
    }

    @Test
    void objectOfAnyFields_isEmptyInTheExample() {
        Operation verify = described("/api/v1/auth/token/verify", object());
        assertEquals(
                Map.of(),
                answer(verify).getContent().getMediaType("application/json").getExample());
    }

    @Test
    void objectWithinItself_endsInTheExampleWhereItComesRoundAgain() {
        Operation thread = operation(reference());
        new ContractDocument()
                .filterOpenAPI(OASFactory.createOpenAPI()
                        .components(OASFactory.createComponents()
                                .addSchema(
                                        "Comment",
                                        object("id", integer())
                                                .addProperty("parent", reference())
                                                .addProperty("answers", array(reference()))))
                        .paths(OASFactory.createPaths()
                                .addPathItem(
                                        "/api/v1/threads",
                                        OASFactory.createPathItem().GET(thread))));
        Map<String, Object> comment = new HashMap<>();
        comment.put("id", 17);
        comment.put("parent", null);
        comment.put("answers", List.of());
        assertEquals(
                comment,
                answer(thread).getContent().getMediaType("application/json").getExample());
    }

    private static Schema reference() {
        return OASFactory.createSchema().ref("Comment");
    }

    private static Operation described(String path, Schema answer) {
        Operation operation = operation(answer);
        describe(path, operation);
        return operation;
    }

    private static Operation operation(Schema answer) {
        Content content = OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(answer));
        return OASFactory.createOperation()
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse("200", OASFactory.createAPIResponse().content(content)));
    }

    private static void describe(String path, Operation operation) {
        describe(path, OASFactory.createPathItem().GET(operation));
    }

    private static void describe(String path, PathItem item) {
        new ContractDocument()
                .filterOpenAPI(OASFactory.createOpenAPI()
                        .components(OASFactory.createComponents())
                        .paths(OASFactory.createPaths().addPathItem(path, item)));
    }

    private static List<String> names(Operation operation) {
        return operation.getParameters().stream().map(Parameter::getName).toList();
    }

    private static APIResponse answer(Operation operation) {
        return operation.getResponses().getAPIResponse("200");
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema object(String field, Schema value) {
        return object().addProperty(field, value);
    }

    private static Schema array(Schema items) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
    }

    private static Schema integer() {
        return OASFactory.createSchema().addType(SchemaType.INTEGER);
    }
}
