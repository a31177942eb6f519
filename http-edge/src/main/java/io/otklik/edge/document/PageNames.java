package io.otklik.edge.document;

import io.otklik.edge.NumberedPage;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Names a page after its rows, instead of the classes that it is made of: CustomerRequestPage. */
final class PageNames {

    private static final String PLACE = "#/components/schemas/";

    private PageNames() {}

    static void give(OpenAPI document) {
        Map<String, Schema> schemas = Schemas.named(document);
        Map<String, String> names = schemas.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(NumberedPage.class.getSimpleName()))
                .collect(Collectors.toMap(entry -> PLACE + entry.getKey(), entry -> rows(entry.getValue()) + "Page"));
        names.forEach((old, name) -> {
            String known = old.substring(PLACE.length());
            document.getComponents().addSchema(name, schemas.get(known)).removeSchema(known);
        });
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().getMediaTypes().values().stream())
                .map(MediaType::getSchema)
                .filter(schema -> schema != null && names.containsKey(schema.getRef()))
                .forEach(schema -> schema.setRef(PLACE + names.get(schema.getRef())));
    }

    private static String rows(Schema page) {
        return Schemas.nameOf(page.getProperties().get("results").getItems());
    }
}
