package io.otklik.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** events/asyncapi.yaml against AsyncAPI's own schema, the records, the golden samples and the topics. */
class AsyncApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void document_isValidAsyncApi() throws IOException {
        try (InputStream schema = AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
            assertEquals(
                    Set.of(),
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(schema)
                            .validate(AsyncApi.document()));
        }
    }

    @Test
    void references_leadSomewhere() {
        List<String> dead = AsyncApi.document().findValuesAsText("$ref").stream()
                .filter(reference -> AsyncApi.at(reference).isMissingNode())
                .toList();
        assertEquals(List.of(), dead);
    }

    @Test
    void document_forbidsNoAdditions() {
        assertEquals(List.of(), AsyncApi.document().findValues("additionalProperties"));
        assertEquals(List.of(), AsyncApi.document().findValues("unevaluatedProperties"));
    }

    @Test
    void topics_areThoseOfTheCode() {
        Map<String, Map<String, String>> promised = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            promised.put(topic.topicName(), settings(topic.partitions(), topic.settings()));
            if (topic.hasDeadLetters()) {
                promised.put(
                        topic.deadLetterTopicName(),
                        settings(Topic.DEAD_LETTER_PARTITIONS, Topic.DEAD_LETTER_SETTINGS));
            }
        }
        Map<String, Map<String, String>> documented = new TreeMap<>();
        for (JsonNode channel : AsyncApi.document().get("channels")) {
            JsonNode kafka = channel.at("/bindings/kafka");
            if (!kafka.isMissingNode()) {
                assertEquals(channel.get("address"), kafka.get("topic"));
                Map<String, String> settings = new HashMap<>();
                settings.put("partitions", kafka.get("partitions").asText());
                kafka.get("topicConfiguration")
                        .properties()
                        .forEach(setting -> settings.put(
                                setting.getKey(),
                                setting.getValue().isArray()
                                        ? setting.getValue().get(0).asText()
                                        : setting.getValue().asText()));
                documented.put(channel.get("address").textValue(), settings);
            }
        }
        assertEquals(promised, documented);
    }

    private static Map<String, String> settings(int partitions, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("partitions", Integer.toString(partitions));
        all.put("max.message.bytes", Integer.toString(Topic.MAX_RECORD_BYTES));
        return all;
    }

    @Test
    void events_areTheMessagesOfTheirTopics() throws IOException {
        Map<String, Set<String>> published = new TreeMap<>();
        for (Class<?> type : events().toList()) {
            Event event = sample(type);
            published
                    .computeIfAbsent(event.topic().topicName(), none -> new TreeSet<>())
                    .add(event.type());
        }
        Map<String, Set<String>> documented = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            Set<String> messages = new TreeSet<>();
            channel(topic).get("messages").fieldNames().forEachRemaining(messages::add);
            documented.put(topic.topicName(), messages);
        }
        assertEquals(published, documented);
    }

    @ParameterizedTest
    @MethodSource("events")
    void message_hasTheTypeTheKeyAndTheFieldsOfTheEvent(Class<?> type) throws IOException {
        JsonNode message = AsyncApi.at("#/components/messages/" + type.getSimpleName());
        assertEquals(type.getSimpleName(), message.get("name").textValue());
        assertEquals(
                type.getSimpleName(),
                message.at("/headers/properties/ce_type/const").textValue());
        JsonNode key = AsyncApi.at(message.at("/bindings/$ref").textValue()).at("/kafka/key");
        assertEquals(
                Set.of(),
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                        .getSchema(key)
                        .validate(JSON.valueToTree(sample(type).key())));
        assertDescribes(message.get("payload"), type, type.getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("events")
    void sample_isValid(Class<?> type) throws IOException {
        assertEquals(
                Set.of(), AsyncApi.violations(type.getSimpleName(), new String(bytes(type), StandardCharsets.UTF_8)));
    }

    @Test
    void strictly_aFieldThatIsNotDocumentedIsAViolation() throws IOException {
        ObjectNode sample = (ObjectNode) JSON.readTree(bytes(TicketCreated.class));
        ((ObjectNode) sample.get("ticket")).put("colour", "red");
        Set<String> violations = AsyncApi.violations("TicketCreated", sample.toString());
        assertTrue(violations.toString().contains("colour"), violations.toString());
    }

    @Test
    void frame_isValidOnlyOnItsSocket() {
        String said = "{\"type\":\"typing\",\"data\":{\"user_id\":\"" + UUID.randomUUID() + "\",\"is_typing\":true}}";
        String ticket = "/ws/tickets/" + UUID.randomUUID();
        assertEquals(Set.of(), AsyncApi.frameViolations(ticket, said));
        assertEquals(Set.of(), AsyncApi.frameViolations(ticket + "/", said));
        assertFalse(AsyncApi.frameViolations(ticket, said.replace("true", "1")).isEmpty());
        assertFalse(AsyncApi.frameViolations(ticket, said + "!").isEmpty());
        assertFalse(AsyncApi.frameViolations("/ws/chats/3/", said).isEmpty());
        assertTrue(AsyncApi.closeCodes(ticket).contains(1000));
        assertFalse(AsyncApi.closeCodes("/ws/chats/3").contains(1000));
    }

    @Test
    void examples_areValid() {
        List<String> violations = new ArrayList<>();
        AsyncApi.document().at("/components/messages").properties().forEach(message -> {
            String schema = message.getValue().at("/payload/$ref").asText().replaceAll(".*/", "");
            for (JsonNode example : message.getValue().path("examples")) {
                AsyncApi.violations(schema, example.get("payload").toString())
                        .forEach(violation -> violations.add(message.getKey() + ": " + violation));
            }
        });
        assertEquals(List.of(), violations);
    }

    static Stream<Class<?>> events() {
        return records(Event.class);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(AsyncApiTest::records);
    }

    private static JsonNode channel(Topic topic) {
        return StreamSupport.stream(AsyncApi.document().get("channels").spliterator(), false)
                .filter(channel -> channel.get("address").textValue().equals(topic.topicName()))
                .findFirst()
                .orElseThrow();
    }

    /** The schema has the fields of the record, in their order, with their types; what can never be null is required. */
    private static void assertDescribes(JsonNode schema, Type type, String where) {
        if (schema.has("$ref")) {
            assertDescribes(AsyncApi.at(schema.get("$ref").textValue()), type, where);
        } else if (schema.has("oneOf")) {
            assertDescribes(schema.at("/oneOf/0"), type, where);
        } else if (type instanceof ParameterizedType many) {
            assertEquals("array", kind(schema), where);
            assertDescribes(schema.get("items"), many.getActualTypeArguments()[0], where + "[]");
        } else if (type instanceof Class<?> record && record.isRecord()) {
            assertEquals("object", kind(schema), where);
            assertDescribesFields(schema, record, where);
        } else if (type instanceof Class<?> constants && constants.isEnum()) {
            List<String> names = Arrays.stream(constants.getEnumConstants())
                    .map(Object::toString)
                    .toList();
            assertEquals(names, texts(schema.get("enum")), where);
        } else {
            assertEquals(kind(type), kind(schema), where);
        }
    }

    private static void assertDescribesFields(JsonNode schema, Class<?> record, String where) {
        List<String> properties = new ArrayList<>();
        schema.get("properties").fieldNames().forEachRemaining(properties::add);
        assertEquals(
                Arrays.stream(record.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList(),
                properties,
                where);
        List<String> required = texts(schema.get("required"));
        assertTrue(properties.containsAll(required), where);
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            JsonNode property = schema.get("properties").get(name);
            if (component.getType().isPrimitive()) {
                assertTrue(required.contains(name), where + "." + name);
                assertFalse(property.get("type").isArray(), where + "." + name);
            }
            assertDescribes(property, component.getGenericType(), where + "." + name);
        }
    }

    private static String kind(Type type) {
        if (type == long.class || type == Long.class) {
            return "integer int64";
        }
        if (type == int.class) {
            return "integer int32";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        if (type == UUID.class) {
            return "string uuid";
        }
        return type == Instant.class ? "string date-time" : "string";
    }

    /** Type and format; of a nullable one the type that is not null. */
    private static String kind(JsonNode schema) {
        JsonNode type = schema.get("type");
        String name = type.isArray() ? type.get(0).textValue() : type.textValue();
        return schema.has("format") ? name + " " + schema.get("format").textValue() : name;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .collect(Collectors.toList());
    }

    private static Event sample(Class<?> type) throws IOException {
        return EventJson.read(type.getSimpleName(), bytes(type)).orElseThrow();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in =
                AsyncApiTest.class.getResourceAsStream("/events/samples/" + type.getSimpleName() + ".json")) {
            return in.readAllBytes();
        }
    }
}
