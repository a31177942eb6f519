package io.otklik.edge.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    @Test
    void reference_ofWhatMayBeNullIsWrittenOut() {
        Schema assignee =
                written(OASFactory.createSchema().addAnyOf(reference("Person")).addAnyOf(nothing()));
        assertEquals(List.of(SchemaType.OBJECT, SchemaType.NULL), assignee.getType());
        assertEquals(Set.of("id"), assignee.getProperties().keySet());
        assertNull(assignee.getAnyOf());
    }

    @Test
    void reference_besideWhichNothingIsSaidStays() {
        assertEquals("#/components/schemas/Person", written(reference("Person")).getRef());
    }

    @Test
    void reference_toWordsIsWrittenOutWithWhatIsSaidBesideIt() {
        Schema status =
                written(OASFactory.createSchema().addAllOf(reference("Status")).addExample("closed"));
        assertEquals(List.of("open", "closed"), status.getEnumeration());
        assertEquals(List.of("closed"), status.getExamples());
        assertEquals(List.of("open", "closed"), written(reference("Status")).getEnumeration());
    }

    @Test
    void words_holdNullWhereItIsAllowed() {
        Schema status =
                written(OASFactory.createSchema().addAnyOf(reference("Status")).addAnyOf(nothing()));
        assertEquals(Arrays.asList("open", "closed", null), status.getEnumeration());
    }

    @Test
    void words_areNoSchemaOfTheirOwn() {
        OpenAPI document = document(reference("Status"));
        References.writeOut(document);
        assertEquals(
                Set.of("Person", "Ticket"),
                document.getComponents().getSchemas().keySet());
    }

    /** What becomes of a ticket's field. */
    private static Schema written(Schema field) {
        OpenAPI document = document(field);
        References.writeOut(document);
        return document.getComponents()
                .getSchemas()
                .get("Ticket")
                .getProperties()
                .get("field");
    }

    private static OpenAPI document(Schema field) {
        return OASFactory.createOpenAPI()
                .paths(OASFactory.createPaths())
                .components(OASFactory.createComponents()
                        .addSchema(
                                "Person",
                                OASFactory.createSchema()
                                        .addType(SchemaType.OBJECT)
                                        .addProperty(
                                                "id", OASFactory.createSchema().addType(SchemaType.INTEGER)))
                        .addSchema(
                                "Status",
                                OASFactory.createSchema()
                                        .addType(SchemaType.STRING)
                                        .addEnumeration("open")
                                        .addEnumeration("closed"))
                        .addSchema(
                                "Ticket",
                                OASFactory.createSchema()
                                        .addType(SchemaType.OBJECT)
                                        .addProperty("field", field)));
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    private static Schema nothing() {
        return OASFactory.createSchema().addType(SchemaType.NULL);
    }
}
