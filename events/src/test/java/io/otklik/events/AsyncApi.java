package io.otklik.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * events/asyncapi.yaml, for tests. They read it strictly: a field that it does not name is a violation here, so that whoever adds one
 * says so there. Consumers pass such fields over, therefore the document itself forbids none.
 */
public final class AsyncApi {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final JsonNode DOCUMENT = read();
    private static final JsonNode STRICT_SCHEMAS = strict(DOCUMENT.at("/components/schemas"));
    private static final Map<String, JsonSchema> BY_NAME = new ConcurrentHashMap<>();
    private static final Map<String, JsonSchema> BY_SOCKET = new ConcurrentHashMap<>();

    private AsyncApi() {}

    public static JsonNode document() {
        return DOCUMENT;
    }

    /** What a {@code $ref} of the document leads to; a missing node for nothing. */
    static JsonNode at(String reference) {
        return DOCUMENT.at(reference.substring(1));
    }

    /** What is wrong with the JSON, by the schema of the name; empty for nothing. */
    public static Set<String> violations(String schema, String json) {
        return complaints(BY_NAME.computeIfAbsent(schema, name -> oneOf(List.of(SCHEMAS + name))), json);
    }

    /** What is wrong with a text frame that the server sent on the socket; empty for nothing. */
    public static Set<String> frameViolations(String socketPath, String frame) {
        return complaints(BY_SOCKET.computeIfAbsent(socketPath, AsyncApi::told), frame);
    }

    /** The codes with which the server may close the socket. */
    public static Set<Integer> closeCodes(String socketPath) {
        return StreamSupport.stream(
                        DOCUMENT.at("/channels/" + channel(socketPath) + "/x-close-codes")
                                .spliterator(),
                        false)
                .map(JsonNode::intValue)
                .collect(Collectors.toSet());
    }

    private static JsonSchema told(String socketPath) {
        String channel = "#/channels/" + channel(socketPath);
        return oneOf(DOCUMENT.get("operations").properties().stream()
                .map(Map.Entry::getValue)
                .filter(operation -> operation.get("action").textValue().equals("send"))
                .filter(operation -> operation.at("/channel/$ref").textValue().equals(channel))
                .flatMap(operation -> operation.get("messages").findValuesAsText("$ref").stream())
                .map(message -> at(at(message).get("$ref").textValue()))
                .map(message -> message.at("/payload/$ref").textValue())
                .toList());
    }

    private static String channel(String socketPath) {
        String path = socketPath.endsWith("/") ? socketPath : socketPath + "/";
        return DOCUMENT.get("channels").properties().stream()
                .filter(channel -> isAddressOf(channel.getValue().get("address").textValue(), path))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("events/asyncapi.yaml does not know " + socketPath));
    }

    private static boolean isAddressOf(String address, String path) {
        String pattern = address.replaceAll("\\{[a-z]+}", "[^/]+") + (address.endsWith("/") ? "" : "/");
        return Pattern.matches(pattern, path);
    }

    private static JsonSchema oneOf(List<String> references) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode oneOf = schema.putArray("oneOf");
        references.forEach(reference -> oneOf.addObject().put("$ref", reference));
        schema.putObject("components").set("schemas", STRICT_SCHEMAS);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }

    private static Set<String> complaints(JsonSchema schema, String json) {
        try {
            return schema.validate(JSON.readTree(json)).stream()
                    .map(ValidationMessage::getMessage)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (JsonProcessingException noJson) {
            return Set.of("not JSON");
        }
    }

    private static JsonNode strict(JsonNode schemas) {
        JsonNode copy = schemas.deepCopy();
        copy.findParents("properties").forEach(schema -> ((ObjectNode) schema).put("additionalProperties", false));
        return copy;
    }

    private static JsonNode read() {
        try (InputStream in = AsyncApi.class.getResourceAsStream("/events/asyncapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
