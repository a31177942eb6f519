package io.otklik.notification.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.otklik.events.AsyncApi;
import io.quarkus.websockets.next.WebSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** events/asyncapi.yaml names the sockets and the reasons for closing them. What is said on them, SocketClient compares. */
class SocketsDocumentTest {

    @Test
    void sockets_areThoseOfTheCode() {
        Set<String> served = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.otklik.notification")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(WebSocket.class))
                        .map(SocketsDocumentTest::path)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = new TreeSet<>();
        for (JsonNode channel : AsyncApi.document().get("channels")) {
            if (channel.has("x-close-codes")) {
                documented.add(shape(channel.get("address").textValue()));
            }
        }
        assertEquals(served, documented);
    }

    @Test
    void closeCodes_areThoseOfTheCode() {
        Map<String, String> used = Arrays.stream(CloseCode.values())
                .map(CloseCode::reason)
                .collect(Collectors.toMap(
                        reason -> Integer.toString(reason.getCode()),
                        reason -> reason.getMessage(),
                        (one, same) -> one,
                        TreeMap::new));
        Map<String, String> documented = new TreeMap<>();
        AsyncApi.document()
                .get("x-close-codes")
                .properties()
                .forEach(code -> documented.put(
                        code.getKey(), code.getValue().textValue().replaceAll(":.*", "")));
        assertEquals(used, documented);
    }

    private static String path(JavaClass socket) {
        return shape(socket.getAnnotationOfType(WebSocket.class).path());
    }

    /** Without the names of parameters and the trailing slash, which no address needs. */
    private static String shape(String path) {
        return path.replaceAll("\\{[a-z]+}", "{}").replaceAll("/$", "");
    }
}
