package io.otklik.notification.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.otklik.edge.Text;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** What clients say on a socket: {@code ping}. Anything else is answered by an error frame and closes nothing. */
@ApplicationScoped
public class ClientFrames {

    private static final int MAX_BYTES = 16 * 1024;
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final Text UNREADABLE = new Text(
            "Сообщение должно быть объектом JSON с полем type.", "A message must be a JSON object with a type.");
    private static final Text UNKNOWN = new Text("Неизвестный тип сообщения.", "Unknown message type.");

    private final ObjectReader json;

    ClientFrames(ObjectMapper json) {
        this.json = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Answers a text frame. */
    public void text(OpenSocket socket, String frame) {
        if (!mayReceive(socket, bytes(frame))) {
            return;
        }
        String type = type(frame);
        if (type == null) {
            error(socket, UNREADABLE);
        } else if (type.equals("ping")) {
            socket.send(PONG);
        } else {
            error(socket, UNKNOWN);
        }
    }

    /** Answers a binary frame: none is understood. */
    public void binary(OpenSocket socket, int bytes) {
        if (mayReceive(socket, bytes)) {
            error(socket, UNREADABLE);
        }
    }

    private static boolean mayReceive(OpenSocket socket, int bytes) {
        if (bytes > MAX_BYTES) {
            socket.close(CloseCode.TOO_BIG);
            return false;
        }
        return socket.mayReceive();
    }

    private static int bytes(String frame) {
        // Every character is at least one byte: what is too long is not encoded to be measured.
        return frame.length() > MAX_BYTES ? frame.length() : frame.getBytes(StandardCharsets.UTF_8).length;
    }

    private String type(String frame) {
        try {
            JsonNode type = json.readTree(frame).path("type");
            return type.isTextual() ? type.textValue() : null;
        } catch (JsonProcessingException unreadable) {
            return null;
        }
    }

    private static void error(OpenSocket socket, Text detail) {
        socket.send(new JsonObject()
                .put("type", "error")
                .put("detail", detail.in(socket.language()))
                .encode());
    }
}
