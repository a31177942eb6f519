package io.otklik.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What a request was answered.
 *
 * @param headers of each name its values; without the content type
 * @param body null when there is none
 */
record Answer(int status, String contentType, JsonObject headers, Buffer body) {

    /** What is longer is no answer that a client waits for; our largest are some tens of KiB. */
    private static final int MAX_BODY = 1 << 20;

    private static final String JSON = "application/json;charset=UTF-8";

    /** Of what a resource's method returned: a response, or the body of a 200, or null for a 204. */
    static Answer of(Object result, ObjectMapper json) {
        if (result instanceof RestResponse<?> typed) {
            return of(typed.toResponse(), json);
        }
        if (result instanceof Response response) {
            JsonObject headers = new JsonObject();
            response.getStringHeaders().forEach((name, values) -> headers.put(name, new JsonArray(values)));
            headers.remove(HttpHeaders.CONTENT_TYPE);
            String type = response.getMediaType() == null
                    ? JSON
                    : response.getMediaType().toString();
            return new Answer(response.getStatus(), type, headers, body(response.getEntity(), json));
        }
        return new Answer(result == null ? 204 : 200, JSON, new JsonObject(), body(result, json));
    }

    static Answer of(Row row) {
        return new Answer(
                row.getShort("status"),
                row.getString("content_type"),
                row.getJsonObject("headers"),
                body(row.getBuffer("body")));
    }

    private static Buffer body(io.vertx.mutiny.core.buffer.Buffer kept) {
        return kept == null ? null : kept.getDelegate();
    }

    private static Buffer body(Object entity, ObjectMapper json) {
        if (entity == null) {
            return null;
        }
        Buffer body = Buffer.buffer(bytes(entity, json));
        if (body.length() > MAX_BODY) {
            throw new IllegalStateException("An answer of " + body.length() + " bytes cannot be kept");
        }
        return body;
    }

    private static byte[] bytes(Object entity, ObjectMapper json) {
        try {
            return entity instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : json.writeValueAsBytes(entity);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    Response replayed() {
        Response.ResponseBuilder response = Response.status(status).header("Idempotency-Replayed", "true");
        for (Map.Entry<String, Object> header : headers) {
            ((JsonArray) header.getValue()).forEach(value -> response.header(header.getKey(), value));
        }
        if (body != null) {
            response.type(contentType).entity(body.getBytes());
        }
        return response.build();
    }
}
