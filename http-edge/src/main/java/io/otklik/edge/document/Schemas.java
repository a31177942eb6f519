package io.otklik.edge.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The bodies of one document: an example for each, and which fields an answer always holds. */
final class Schemas {

    private static final String PLACE = "#/components/schemas/";

    private final Map<String, Schema> named;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> answered = new HashSet<>();

    Schemas(OpenAPI document) {
        this.named = named(document);
    }

    static Map<String, Schema> named(OpenAPI document) {
        Map<String, Schema> known = document.getComponents() == null
                ? null
                : document.getComponents().getSchemas();
        return known == null ? Map.of() : known;
    }

    /** Gives the operation's bodies their examples, and remembers what they are made of. */
    void exemplify(Operation operation) {
        if (operation.getRequestBody() != null) {
            exemplify(operation.getRequestBody().getContent(), asked);
        }
        operation.getResponses().getAPIResponses().values().stream()
                .filter(response -> response.getRef() == null)
                .forEach(response -> exemplify(response.getContent(), answered));
    }

    private void exemplify(Content content, Set<String> used) {
        if (content == null) {
            return;
        }
        for (MediaType type : content.getMediaTypes().values()) {
            if (type.getSchema() != null) {
                collect(type.getSchema(), used);
                if (type.getExample() == null && type.getExamples() == null && !isFile(type.getSchema())) {
                    type.setExample(example(type.getSchema(), Set.of()));
                }
            }
        }
    }

    private static boolean isFile(Schema schema) {
        return "binary".equals(schema.getFormat());
    }

    /** An answer leaves no field out: what may be missing is null. */
    void requireWhatAnswersHold() {
        for (String name : answered) {
            Schema schema = named.get(name);
            if (!asked.contains(name) && schema != null && schema.getProperties() != null) {
                schema.setRequired(new ArrayList<>(schema.getProperties().keySet()));
            }
        }
    }

    private void collect(Schema root, Set<String> used) {
        Deque<Schema> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            if (schema.getRef() == null || used.add(nameOf(schema))) {
                parts(resolved(schema)).forEach(open::push);
            }
        }
    }

    private static Stream<Schema> parts(Schema schema) {
        Stream<Schema> properties =
                schema.getProperties() == null ? Stream.of() : schema.getProperties().values().stream();
        Stream<Schema> items = Stream.ofNullable(schema.getItems());
        Stream<Schema> values = Stream.ofNullable(schema.getAdditionalPropertiesSchema());
        Stream<Schema> choices = Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(list -> list != null)
                .flatMap(List::stream);
        return Stream.of(properties, items, values, choices).flatMap(part -> part);
    }

    /** The schema itself where it is a reference. */
    Schema resolved(Schema schema) {
        return schema.getRef() == null ? schema : named.getOrDefault(nameOf(schema), schema);
    }

    static String nameOf(Schema schema) {
        return schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
    }

    /**
     * Made of the examples of the fields; null where a field without one says nothing by its type, and where it comes round again.
     *
     * @param around the names of the schemas that this one is a part of
     */
    private Object example(Schema given, Set<String> around) {
        if (given.getRef() == null) {
            return exampleOf(given, given, around);
        }
        String name = nameOf(given);
        if (around.contains(name)) {
            return null;
        }
        Set<String> within = new HashSet<>(around);
        within.add(name);
        return exampleOf(given, resolved(given), within);
    }

    private Object exampleOf(Schema given, Schema schema, Set<String> around) {
        Object own = Stream.of(given, schema)
                .map(Schemas::ownExample)
                .filter(example -> example != null)
                .findFirst()
                .orElse(null);
        if (own != null) {
            return own;
        }
        if (schema.getProperties() != null) {
            Map<String, Object> object = new LinkedHashMap<>();
            schema.getProperties().forEach((name, property) -> object.put(name, example(property, around)));
            return object;
        }
        if (schema.getItems() != null) {
            return Stream.ofNullable(example(schema.getItems(), around)).toList();
        }
        if (schema.getAdditionalPropertiesSchema() != null) {
            return byType(schema);
        }
        Schema choice = parts(schema).findFirst().orElse(null);
        return choice == null ? byType(schema) : example(choice, around);
    }

    @SuppressWarnings("deprecation") // how OpenAPI 3.0 says it
    private static Object ownExample(Schema schema) {
        if (schema.getExample() != null) {
            return schema.getExample();
        }
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            return schema.getExamples().get(0);
        }
        return schema.getEnumeration() == null || schema.getEnumeration().isEmpty()
                ? null
                : schema.getEnumeration().get(0);
    }

    private static Object byType(Schema schema) {
        SchemaType type = schema.getType() == null
                ? null
                : schema.getType().stream()
                        .filter(one -> one != SchemaType.NULL)
                        .findFirst()
                        .orElse(null);
        if (type == null) {
            return null;
        }
        return switch (type) {
            case INTEGER -> 17;
            case NUMBER -> 2.5;
            case BOOLEAN -> true;
            case STRING -> byFormat(schema.getFormat());
            case OBJECT -> Map.of();
            default -> null;
        };
    }

    private static String byFormat(String format) {
        return switch (format == null ? "" : format) {
            case "date-time" -> "2026-03-14T09:26:53.589Z";
            case "date" -> "2026-03-14";
            case "binary" -> "report.pdf";
            case "uuid" -> "0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f70";
            default -> null;
        };
    }
}
