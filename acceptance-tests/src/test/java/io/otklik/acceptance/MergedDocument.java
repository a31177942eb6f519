package io.otklik.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The services' OpenAPI documents as one. It is committed, so that a change of the wire shows in a diff, and served by the
 * gateway; {@code -Dotklik.document.write=true} with SchemaIT writes it anew from the running suite.
 */
final class MergedDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private static final List<String> SHARED = List.of("schemas", "responses", "securitySchemes");

    private final ObjectNode document;

    private MergedDocument(ObjectNode document) {
        this.document = document;
    }

    /** As the running services say it. */
    static MergedDocument of(Suite suite) {
        ObjectNode merged = JSON.createObjectNode().put("openapi", "3.0.3");
        merged.putObject("info")
                .put("title", "Otklik")
                .put(
                        "description",
                        "Five published helpdesk contracts over one domain. A token of any login is valid in all of them.")
                .put("version", "1");
        merged.putArray("servers").addObject().put("url", "/");
        merged.putArray("tags");
        merged.putObject("paths");
        SHARED.forEach(merged.putObject("components")::putObject);
        for (String service : List.of("IDENTITY", "TICKET", "NOTIFICATION", "ADMIN")) {
            add(read(suite.port("OTKLIK_" + service + "_PORT")), merged);
        }
        return new MergedDocument(sorted(merged));
    }

    private static JsonNode read(int port) {
        try {
            return JSON.readTree(URI.create("http://localhost:" + port + "/q/openapi?format=json")
                    .toURL());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void add(JsonNode service, ObjectNode merged) {
        service.path("tags").forEach(tag -> addTag(tag, merged.withArray("tags")));
        service.path("paths").properties().forEach(path -> {
            ObjectNode item = merged.withObject("paths").withObject("/" + pointer(path.getKey()));
            path.getValue().properties().forEach(operation -> put(path.getKey(), operation, item));
        });
        for (String kind : SHARED) {
            ObjectNode all = (ObjectNode) merged.path("components").path(kind);
            service.path("components").path(kind).properties().forEach(part -> put(kind, part, all));
        }
    }

    private static String pointer(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static void addTag(JsonNode tag, ArrayNode tags) {
        for (JsonNode known : tags) {
            if (known.equals(tag)) {
                return;
            }
        }
        tags.add(tag);
    }

    /** What two services call by one name must be one thing. */
    private static void put(String where, Map.Entry<String, JsonNode> part, ObjectNode all) {
        JsonNode known = all.get(part.getKey());
        if (known != null && !known.equals(part.getValue())) {
            throw new IllegalStateException(
                    "Two different " + where + " " + part.getKey() + ":\n" + known + "\n" + part.getValue());
        }
        all.set(part.getKey(), part.getValue());
    }

    private static ObjectNode sorted(ObjectNode merged) {
        sort(merged, "paths");
        ObjectNode components = (ObjectNode) merged.path("components");
        SHARED.forEach(kind -> sort(components, kind));
        return merged;
    }

    private static void sort(ObjectNode owner, String field) {
        Map<String, JsonNode> inOrder = new TreeMap<>();
        owner.path(field).properties().forEach(entry -> inOrder.put(entry.getKey(), entry.getValue()));
        owner.putObject(field).setAll(inOrder);
    }

    JsonNode json() {
        return document;
    }

    String yaml() {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where it is committed. */
    static Path committed(Suite suite) {
        return suite.root().resolve("gateway/src/main/resources/openapi.yaml");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
