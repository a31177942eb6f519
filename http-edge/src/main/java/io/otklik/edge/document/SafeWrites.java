package io.otklik.edge.document;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Which routes take {@code Idempotency-Key}, {@code If-Match} and {@code If-None-Match}, and what these make them answer besides. */
final class SafeWrites {

    private static final Set<HttpMethod> WRITES = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    /** One ticket or request, and what is done to it. */
    private static final Pattern TICKET = Pattern.compile("(/api/v1/tickets|/api/v1/support/tickets|/bot/api/v1/tickets"
            + "|/api/tickets|/api/admin/customer-requests|/api/ticket)"
            + "(/\\{\\w+}(/(assign|status|execute|take|complete|set_status))?)?/?");

    private SafeWrites() {}

    /** Adds the parameters, the headers of the answers, and 304. */
    static void describe(String path, HttpMethod method, Operation operation, boolean secured) {
        if (isKeyed(path, method, operation, secured)) {
            operation.addParameter(parameter(
                    "Idempotency-Key",
                    "1 to 255 characters that name this write: sent again with the same key within a day, it is not done again and"
                            + " gets the same answer, with `Idempotency-Replayed: true`"));
        }
        if (isOfTicket(path) && method == HttpMethod.GET) {
            operation.addParameter(
                    parameter("If-None-Match", "An `ETag` that the client has: 304 while nothing is different"));
            operation
                    .getResponses()
                    .addAPIResponse("304", OASFactory.createAPIResponse().description("As `If-None-Match` says"));
        }
        if (isChange(path, method)) {
            operation.addParameter(parameter(
                    "If-Match", "An `ETag` that the client has, or `*`: 412 when the version is another one"));
        }
        if (isShown(path, method)) {
            operation.getResponses().getAPIResponses().forEach(SafeWrites::addTag);
        }
    }

    /** Of what is open to all only registering and new passwords: the others answer or end tokens. */
    static boolean isKeyed(String path, HttpMethod method, Operation operation, boolean secured) {
        return WRITES.contains(method)
                && (secured
                        || operation.getResponses().getAPIResponse("201") != null
                        || path.startsWith("/api/v1/auth/users/"));
    }

    static boolean isChange(String path, HttpMethod method) {
        return isOfTicket(path) && method != HttpMethod.GET;
    }

    private static boolean isOfTicket(String path) {
        return path.contains("{") && TICKET.matcher(path).matches();
    }

    private static boolean isShown(String path, HttpMethod method) {
        return isOfTicket(path) && method != HttpMethod.DELETE
                || method == HttpMethod.POST && TICKET.matcher(path).matches();
    }

    private static void addTag(String status, APIResponse answer) {
        if (Set.of("200", "201").contains(status)) {
            answer.setHeaders(Map.of("ETag", tag()));
        }
    }

    private static Parameter parameter(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(OASFactory.createSchema().type(List.of(SchemaType.STRING)));
    }

    private static Header tag() {
        return OASFactory.createHeader()
                .description("`\"<version>-<hash of the body>\"`")
                .required(true)
                .schema(OASFactory.createSchema().type(List.of(SchemaType.STRING)));
    }
}
