package io.otklik.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What is taken for a JSON object: strictly, so that a body means the same to everybody who reads it. */
final class JsonBody {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /** Fails with UNSUPPORTED_MEDIA_TYPE when a type is named (null: it is not) and it is not JSON. */
    static void requireType(String contentType) {
        if (contentType != null && !contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, Messages.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    /** An empty body is an empty object. Fails with MALFORMED for no JSON, and for another JSON value. */
    static ObjectNode object(byte[] body) {
        if (body == null || body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (tree(body) instanceof ObjectNode object) {
            return object;
        }
        throw Problem.of(Problem.Kind.MALFORMED, Messages.NOT_AN_OBJECT);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            throw Problem.of(Problem.Kind.MALFORMED, Messages.MALFORMED);
        }
    }
}
