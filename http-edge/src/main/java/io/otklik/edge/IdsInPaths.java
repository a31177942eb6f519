package io.otklik.edge;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import java.util.function.Function;

/** Reads ids in paths: one thing has one address, and what is no {@link WholeNumber}, or none of {@link Uuids}, names nothing (404). */
@Provider
public class IdsInPaths implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        if (rawType == long.class || rawType == Long.class) {
            return (ParamConverter<T>) new Ids<>(WholeNumber::parse);
        }
        return rawType == UUID.class ? (ParamConverter<T>) new Ids<>(Uuids::parse) : null;
    }

    private record Ids<T>(Function<String, T> reader) implements ParamConverter<T> {

        @Override
        public T fromString(String value) {
            return reader.apply(value);
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
