package io.otklik.edge.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Writes out, where it stands, a reference to an object that may be null, since OpenAPI 3.0 lets nothing be said beside a
 * reference; and any reference to what is no object (words, times, ids), so that each field shows what it holds.
 */
final class References {

    private final Map<String, Schema> named;

    private References(Map<String, Schema> named) {
        this.named = named;
    }

    static void writeOut(OpenAPI document) {
        Map<String, Schema> named = new HashMap<>(Schemas.named(document));
        References references = new References(named);
        named.values().forEach(references::writeOutParts);
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .forEach(references::writeOut);
        named.forEach((name, schema) -> {
            if (isPlain(schema)) {
                document.getComponents().removeSchema(name);
            }
        });
    }

    private void writeOut(Operation operation) {
        for (Parameter parameter : listOf(operation.getParameters())) {
            parameter.setSchema(written(parameter.getSchema()));
        }
        Stream.concat(
                        Stream.ofNullable(operation.getRequestBody()).map(body -> body.getContent()),
                        operation.getResponses().getAPIResponses().values().stream()
                                .map(response -> response.getContent()))
                .filter(content -> content != null)
                .forEach(this::writeOut);
    }

    private void writeOut(Content content) {
        for (MediaType type : content.getMediaTypes().values()) {
            if (type.getSchema() != null) {
                type.setSchema(written(type.getSchema()));
                writeOutParts(type.getSchema());
            }
        }
    }

    private void writeOutParts(Schema root) {
        Deque<Schema> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            allowNull(schema);
            if (schema.getProperties() != null) {
                Map<String, Schema> properties = new LinkedHashMap<>();
                schema.getProperties().forEach((name, property) -> properties.put(name, written(property)));
                schema.setProperties(properties);
                open.addAll(properties.values());
            }
            if (schema.getItems() != null) {
                schema.setItems(written(schema.getItems()));
                open.add(schema.getItems());
            }
        }
    }

    /** An enumeration lists null, too, where it may be that. */
    private static void allowNull(Schema schema) {
        List<Object> words = schema.getEnumeration();
        if (words != null && schema.getType().contains(SchemaType.NULL) && !words.contains(null)) {
            List<Object> allowed = new ArrayList<>(words);
            allowed.add(null);
            schema.setEnumeration(allowed);
        }
    }

    /** A reference beside which something is said comes as a choice between it and, where it may be null, null. */
    private Schema written(Schema schema) {
        List<Schema> choices = Stream.of(listOf(schema.getAllOf()), listOf(schema.getAnyOf()))
                .flatMap(List::stream)
                .toList();
        Schema target = Stream.concat(Stream.of(schema), choices.stream())
                .filter(part -> part.getRef() != null)
                .flatMap(part -> Stream.ofNullable(named.get(Schemas.nameOf(part))))
                .findFirst()
                .orElse(null);
        if (target == null || choices.isEmpty() && !isPlain(target)) {
            return schema;
        }
        Map<String, Object> said = new LinkedHashMap<>(target.getAll());
        said.putAll(schema.getAll());
        said.keySet().removeAll(Set.of("$ref", "allOf", "anyOf"));
        Set<SchemaType> types = new LinkedHashSet<>(listOf(target.getType()));
        choices.forEach(choice -> types.addAll(listOf(choice.getType())));
        Schema written = OASFactory.createSchema();
        written.setAll(said);
        written.setType(new ArrayList<>(types));
        return written;
    }

    private static boolean isPlain(Schema schema) {
        return schema.getEnumeration() != null
                || schema.getType() != null && !schema.getType().contains(SchemaType.OBJECT);
    }

    private static <T> List<T> listOf(Collection<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }
}
