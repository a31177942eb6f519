package io.otklik.edge.document;

import io.otklik.edge.NumberedPage;
import java.math.BigDecimal;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** How lists are paged, which their shape tells: bare arrays by a cursor, {@link NumberedPage} by numbers (contracts/README.md, 3 and 8). */
final class Paging {

    private static final Set<String> NUMBERED = Set.of("count", "next", "previous", "results");

    private Paging() {}

    /** Adds the parameters, and the headers of a bare array. */
    static void describe(Operation operation, Schemas schemas) {
        APIResponse answer = operation.getResponses().getAPIResponse("200");
        if (answer == null || answer.getContent() == null) {
            return;
        }
        for (MediaType body : answer.getContent().getMediaTypes().values()) {
            Schema shape = schemas.resolved(body.getSchema());
            if (isArray(shape)) {
                operation.addParameter(limit()).addParameter(cursor());
                answer.addHeader("Link", link()).addHeader("X-Total-Count", total());
            } else if (isNumbered(shape)) {
                operation.addParameter(page()).addParameter(size());
            }
        }
    }

    private static boolean isArray(Schema shape) {
        return shape.getType() != null && shape.getType().contains(SchemaType.ARRAY);
    }

    private static boolean isNumbered(Schema shape) {
        return shape.getProperties() != null && shape.getProperties().keySet().equals(NUMBERED);
    }

    private static Parameter limit() {
        return parameter("limit", "The most rows to answer", counted(500).defaultValue(500));
    }

    private static Parameter cursor() {
        return parameter("cursor", "The id of the last row of the piece before, as `Link` has it", integer());
    }

    private static Parameter page() {
        return parameter("page", "From 1", integer().minimum(BigDecimal.ONE).defaultValue(1));
    }

    private static Parameter size() {
        return parameter("page_size", "Rows of a page", counted(100).defaultValue(20));
    }

    private static Parameter parameter(String name, String description, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema);
    }

    private static Schema counted(long most) {
        return integer().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(most));
    }

    private static Schema integer() {
        return OASFactory.createSchema().addType(SchemaType.INTEGER).format("int64");
    }

    private static Header link() {
        return OASFactory.createHeader()
                .description("`<address>; rel=\"next\"`, where there are more rows")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Header total() {
        return OASFactory.createHeader()
                .description("How many rows there are in all")
                .required(true)
                .schema(integer());
    }
}
