package io.otklik.notification.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otklik.edge.Text;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * What clients say on a socket: {@code ping}, and what its endpoint understands. Anything else is answered by an error frame and
 * closes nothing.
 */
@ApplicationScoped
public class ClientFrames {

    private static final String PONG = "{\"type\":\"pong\"}";
    private static final Text UNREADABLE = new Text(
            "Сообщение должно быть объектом JSON с полем type.", "A message must be a JSON object with a type.");
    private static final Text UNKNOWN = new Text("Неизвестный тип сообщения.", "Unknown message type.");

    private final ObjectReader json;

    ClientFrames(ObjectMapper json) {
        this.json = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * Answers a text frame.
     *
     * @param mostBytes more of them close the socket
     * @param endpoint takes any JSON object but a ping; false when it does not understand it
     */
    void text(OpenSocket socket, String frame, int mostBytes, Predicate<ObjectNode> endpoint) {
        if (!mayReceive(socket, bytes(frame, mostBytes), mostBytes)) {
            return;
        }
        ObjectNode object = object(frame);
        JsonNode type = object == null ? MissingNode.getInstance() : object.path("type");
        if ("ping".equals(type.textValue())) {
            socket.send(PONG);
        } else if (object == null || !endpoint.test(object)) {
            socket.refuse(type.isTextual() ? UNKNOWN : UNREADABLE);
        }
    }

    /** Answers a binary frame: none is understood. */
    void binary(OpenSocket socket, int bytes, int mostBytes) {
        if (mayReceive(socket, bytes, mostBytes)) {
            socket.refuse(UNREADABLE);
        }
    }

    private static boolean mayReceive(OpenSocket socket, int bytes, int mostBytes) {
        if (bytes > mostBytes) {
            socket.close(CloseCode.TOO_BIG);
            return false;
        }
        return socket.mayReceive();
    }

    private static int bytes(String frame, int mostBytes) {
        // Every character is at least one byte: what is too long is not encoded to be measured.
        return frame.length() > mostBytes ? frame.length() : frame.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Null when it is none. */
    private ObjectNode object(String frame) {
        try {
            return json.readTree(frame) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException unreadable) {
            return null;
        }
    }
}
