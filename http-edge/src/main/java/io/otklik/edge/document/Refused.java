package io.otklik.edge.document;

import io.otklik.edge.Contract;
import io.otklik.edge.Language;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The refusals that a contract's routes have in common; what each looks like is asked of the contract itself. */
enum Refused {
    MALFORMED("A body or a header that cannot be read", Problem.of(Problem.Kind.MALFORMED, Messages.MALFORMED)),
    INVALID("A field or a filter that is missing, wrong or unknown", Problem.field("description", Messages.REQUIRED)),
    UNAUTHENTICATED("No token, or one that is bad, expired or revoked", Problem.unauthenticated()),
    FORBIDDEN("Not with this role", Problem.forbidden()),
    NOT_FOUND("Absent, deleted, or not the caller's to see", Problem.notFound()),
    CONFLICT(
            "Another state than the change needs, or a request with this `Idempotency-Key` is still being processed;"
                    + " `Retry-After` says in how many seconds to come again, where that helps",
            Problem.of(Problem.Kind.CONFLICT, Messages.CONFLICT)),
    PRECONDITION_FAILED(
            "Not the version of `If-Match`",
            Problem.of(Problem.Kind.PRECONDITION_FAILED, Messages.PRECONDITION_FAILED)),
    KEY_REUSED(
            "The `Idempotency-Key` has been used with another request",
            Problem.of(Problem.Kind.KEY_REUSED, Messages.KEY_REUSED)),
    TOO_LARGE("The body is too large", Problem.of(Problem.Kind.TOO_LARGE, Messages.TOO_LARGE)),
    UNSUPPORTED_MEDIA_TYPE(
            "The body is of a type that is not taken",
            Problem.of(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, Messages.UNSUPPORTED_MEDIA_TYPE)),
    TOO_MANY_REQUESTS(
            "Too many requests; `Retry-After` says in how many seconds",
            Problem.of(Problem.Kind.TOO_MANY_REQUESTS, Messages.TOO_MANY_REQUESTS)),
    INTERNAL("Our fault", Problem.of(Problem.Kind.INTERNAL, Messages.INTERNAL)),
    UNAVAILABLE(
            "A service or store is away; `Retry-After` says in how many seconds to come again, where that helps",
            Problem.of(Problem.Kind.UNAVAILABLE, Messages.UNAVAILABLE));

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String REFUSAL = "Refusal";
    private static final String BOT_REFUSAL = "BotRefusal";

    private final String description;
    private final Problem example;

    Refused(String description, Problem example) {
        this.description = description;
        this.example = example;
    }

    /** Those that a route may answer. */
    static List<Refused> of(
            Contract contract, String path, PathItem.HttpMethod method, Operation operation, boolean secured) {
        boolean body = operation.getRequestBody() != null;
        boolean filters = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(Refused::inQuery);
        boolean named = path.contains("{");
        boolean keyed = SafeWrites.isKeyed(path, method, operation, secured);
        boolean matched = SafeWrites.isChange(path, method);
        return Arrays.stream(values())
                .filter(refused -> !refused.isCaseOfInvalid(contract))
                .filter(refused -> switch (refused) {
                    case MALFORMED -> body || keyed || matched;
                    case INVALID -> body || filters || keyed || matched && contract != Contract.BOT;
                    case UNAUTHENTICATED, FORBIDDEN -> secured;
                    case NOT_FOUND -> named;
                    case CONFLICT, KEY_REUSED -> keyed;
                    case PRECONDITION_FAILED -> matched;
                    case TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> body;
                    case TOO_MANY_REQUESTS, INTERNAL, UNAVAILABLE -> true;
                })
                .toList();
    }

    private static boolean inQuery(Parameter parameter) {
        return parameter.getIn() == Parameter.In.QUERY;
    }

    /** Whether it shares the status, and so the answer, of {@link #INVALID}: a used key does in bot, an unreadable body elsewhere. */
    private boolean isCaseOfInvalid(Contract contract) {
        return this != INVALID && status(contract).equals(INVALID.status(contract));
    }

    String status(Contract contract) {
        return Integer.toString(contract.status(example));
    }

    APIResponse reference(Contract contract) {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name(contract));
    }

    private String name(Contract contract) {
        String words = Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return contract == Contract.BOT ? "Bot" + words : words;
    }

    /** All of them, in both shapes, for {@link #reference}. */
    static void describe(Components components) {
        components.addSchema(REFUSAL, refusal()).addSchema(BOT_REFUSAL, botRefusal());
        for (Contract shape : List.of(Contract.TECHSUPPORT, Contract.BOT)) {
            Arrays.stream(values())
                    .filter(refused -> !refused.isCaseOfInvalid(shape))
                    .forEach(refused -> components.addResponse(refused.name(shape), refused.response(shape)));
        }
    }

    private APIResponse response(Contract shape) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(cases(shape).map(refused -> refused.description).collect(Collectors.joining(". ")))
                .content(OASFactory.createContent().addMediaType("application/json", json(shape)));
        return switch (this) {
            case UNAUTHENTICATED -> response.addHeader(CHALLENGE, bearer());
            case CONFLICT, TOO_MANY_REQUESTS, UNAVAILABLE -> response.addHeader(RETRY_AFTER, seconds());
            default -> response;
        };
    }

    /** What has the status of this, itself first. */
    private Stream<Refused> cases(Contract shape) {
        return Stream.concat(
                Stream.of(this),
                Arrays.stream(values()).filter(other -> this == INVALID && other.isCaseOfInvalid(shape)));
    }

    private MediaType json(Contract shape) {
        MediaType json = OASFactory.createMediaType().schema(body(shape));
        return switch (this) {
            case UNAUTHENTICATED ->
                json.addExample("no_token", example(shape, example))
                        .addExample("token_not_valid", example(shape, Problem.tokenNotValid()));
            case INVALID -> {
                cases(shape)
                        .forEach(refused -> json.addExample(
                                refused.name().toLowerCase(Locale.ROOT), example(shape, refused.example)));
                yield json;
            }
            default -> json.example(shown(shape, example));
        };
    }

    private static Example example(Contract shape, Problem problem) {
        return OASFactory.createExample().value(shown(shape, problem));
    }

    private static Map<String, Object> shown(Contract shape, Problem problem) {
        return new JsonObject(shape.body(problem, Language.RU)).getMap();
    }

    /** Gives what a route refuses by itself the shape of its contract; only the example is its own. */
    static void shape(Contract contract, String status, APIResponse own) {
        if (status.equals(UNAUTHENTICATED.status(contract))) {
            own.addHeader(CHALLENGE, bearer());
        }
        if (status.equals(CONFLICT.status(contract))) {
            own.addHeader(RETRY_AFTER, seconds()); // of a key that is in use
        }
        if (own.getContent() == null) {
            own.setContent(OASFactory.createContent().addMediaType("application/json", OASFactory.createMediaType()));
        }
        own.getContent().getMediaTypes().values().forEach(type -> type.setSchema(body(contract)));
    }

    private static Schema body(Contract shape) {
        return OASFactory.createSchema().ref("#/components/schemas/" + (shape == Contract.BOT ? BOT_REFUSAL : REFUSAL));
    }

    private static Header bearer() {
        return OASFactory.createHeader()
                .schema(OASFactory.createSchema().addType(SchemaType.STRING).addEnumeration("Bearer"));
    }

    private static Header seconds() {
        return OASFactory.createHeader().schema(OASFactory.createSchema().addType(SchemaType.INTEGER));
    }

    private static Schema refusal() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("`detail` (and `code`) for the request as a whole, or the messages of each refused field")
                .minProperties(1)
                .additionalPropertiesSchema(OASFactory.createSchema()
                        .addAnyOf(string())
                        .addAnyOf(OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(string())
                                .minItems(1)));
    }

    private static Schema botRefusal() {
        Schema detail = object().addProperty("field", string())
                .addProperty("message", string())
                .required(List.of("field", "message"));
        Schema error = object().addProperty("code", string())
                .addProperty("message", string())
                .addProperty(
                        "details",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(detail))
                .required(List.of("code", "message", "details"));
        return object().addProperty("error", error).required(List.of("error"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).additionalPropertiesBoolean(false);
    }

    private static Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
