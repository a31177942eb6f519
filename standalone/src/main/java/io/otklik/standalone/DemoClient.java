package io.otklik.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The suite as any client program sees it: HTTP and JSON at the gateway. */
final class DemoClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String BOUNDARY = "----otklik-demo";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String gateway;

    DemoClient(String gateway) {
        this.gateway = gateway;
    }

    /** @param body JSON, or null when there is none */
    record Answer(String request, int status, JsonNode body) {
        /** Fails with a {@link UserError} that shows the refusal, unless it is a 2xx. */
        void verify() {
            if (status / 100 != 2) {
                throw new UserError("The demo was refused: " + request + " answered " + status + " " + body);
            }
        }

        JsonNode verified() {
            verify();
            return body;
        }
    }

    String gateway() {
        return gateway;
    }

    /** What is at the path for the person. */
    JsonNode get(String path, String token) {
        return ask(path, token, "GET", null).verified();
    }

    /** What came of it. */
    JsonNode post(String path, String token, Map<String, ?> body) {
        return ask(path, token, "POST", body).verified();
    }

    /** As {@link #post}, for what only has to be done. */
    void does(String method, String path, String token, Map<String, ?> body) {
        ask(path, token, method, body).verify();
    }

    /** @param token null for nobody; {@code body} null for none */
    Answer ask(String path, String token, String method, Map<String, ?> body) {
        HttpRequest.Builder request = request(path, token);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(written(body))));
    }

    /** Posts a form with one file, as a browser does. */
    JsonNode postForm(
            String path, String token, Map<String, ?> fields, String fileField, String filename, byte[] content) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        fields.forEach((name, value) ->
                part(form, "name=\"" + name + "\"", String.valueOf(value).getBytes(StandardCharsets.UTF_8)));
        part(form, "name=\"" + fileField + "\"; filename=\"" + filename + "\"\r\nContent-Type: text/plain", content);
        form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path, token)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(form.toByteArray())))
                .verified();
    }

    /** Whether the field of one of the rows has the value. */
    static boolean has(JsonNode rows, String field, String value) {
        for (JsonNode row : rows) {
            if (row.path(field).asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static void part(ByteArrayOutputStream form, String disposition, byte[] content) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
        form.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway + path)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder built) {
        HttpRequest request = built.build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            JsonNode body = answer.body().length == 0 ? null : json.readTree(answer.body());
            return new Answer(request.method() + " " + request.uri().getPath(), answer.statusCode(), body);
        } catch (IOException failed) {
            throw new UserError("The gateway at " + gateway + " does not answer: " + failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted.");
        }
    }

    private byte[] written(Map<String, ?> body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
