package io.otklik.edge.document;

import io.otklik.edge.Contract;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * What a contract says of all its routes alike, added when a service is built, so that no resource repeats it: the tag, the
 * security schemes, the refusals with their shapes, and an example of every body, put together from the examples of its
 * fields. The gateway serves the documents of all services as one (contracts/README.md, section 1).
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ContractDocument implements OASFilter {

    private static final String BEARER = "bearer";
    private static final String TOKEN = "token";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null) {
            return;
        }
        PageNames.give(document);
        Schemas schemas = new Schemas(document);
        document.setPaths(asPublished(document.getPaths()));
        document.getPaths().getPathItems().forEach((path, item) -> describe(path, item, schemas));
        schemas.requireWhatAnswersHold();
        References.writeOut(document);
        Refused.describe(document.getComponents());
        document.getComponents().setSecuritySchemes(new TreeMap<>(Map.of(BEARER, bearer(), TOKEN, token())));
        document.setTags(tags(document));
    }

    /** The addresses as the contracts' documents write them; with and without the slash it is the same resource. */
    private static Paths asPublished(Paths paths) {
        Paths published = OASFactory.createPaths();
        paths.getPathItems().forEach((path, item) -> published.addPathItem(path + slash(Contract.of(path)), item));
        return published;
    }

    private static String slash(Contract contract) {
        return switch (contract) {
            case TECHSUPPORT, DESK, REQUESTS -> "/";
            case BOT, SUPPORT0 -> "";
        };
    }

    private static void describe(String path, PathItem item, Schemas schemas) {
        Contract contract = Contract.of(path);
        item.getOperations().forEach((method, operation) -> describe(path, contract, method, operation, schemas));
    }

    private static void describe(
            String path, Contract contract, PathItem.HttpMethod method, Operation operation, Schemas schemas) {
        operation.setTags(List.of(name(contract)));
        boolean secured =
                operation.getSecurity() != null && !operation.getSecurity().isEmpty();
        if (secured) {
            operation.setSecurity(new ArrayList<>(
                    List.of(OASFactory.createSecurityRequirement().addScheme(BEARER))));
            if (contract == Contract.REQUESTS) {
                operation.addSecurityRequirement(
                        OASFactory.createSecurityRequirement().addScheme(TOKEN));
            }
        }
        Paging.describe(operation, schemas);
        SafeWrites.describe(path, method, operation, secured);
        APIResponses responses = operation.getResponses();
        for (Refused refused : Refused.of(contract, path, method, operation, secured)) {
            String status = refused.status(contract);
            if (isNone(responses.getAPIResponse(status))) {
                responses.addAPIResponse(status, refused.reference(contract));
            }
        }
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("4") && response.getRef() == null) {
                Refused.shape(contract, status, response);
            }
            if (response.getRef() == null && response.getDescription() == null) {
                response.setDescription("Done"); // a document without one is not valid
            }
        });
        schemas.exemplify(operation);
    }

    /** The scanner gives secured routes a 401 and a 403 of its own, with nothing in them. */
    private static boolean isNone(APIResponse refusal) {
        return refusal == null || (refusal.getRef() == null && refusal.getContent() == null);
    }

    private static SecurityScheme bearer() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("The access token of any contract's login.");
    }

    private static SecurityScheme token() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("Authorization")
                .description("`Token <access token>`, as customer-requests.md sends it; `Bearer` does as well.");
    }

    private static List<Tag> tags(OpenAPI document) {
        return document.getPaths().getPathItems().keySet().stream()
                .map(Contract::of)
                .distinct()
                .sorted()
                .map(contract -> OASFactory.createTag().name(name(contract)).description(purpose(contract)))
                .toList();
    }

    private static String name(Contract contract) {
        return contract.name().toLowerCase(Locale.ROOT);
    }

    private static String purpose(Contract contract) {
        return switch (contract) {
            case TECHSUPPORT -> "TechSupport v1: users, support and administrators of a web helpdesk";
            case BOT -> "The Telegram ticket bot and its WebApp";
            case DESK -> "Requesters, operators and executors of a small service desk";
            case REQUESTS -> "The staff of a shop: customer requests, chats and internal communications";
            case SUPPORT0 -> "The first support API, with absolute links";
        };
    }
}
