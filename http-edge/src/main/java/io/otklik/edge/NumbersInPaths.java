package io.otklik.edge;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads ids in paths: one thing has one address, and what is no {@link WholeNumber} names nothing (404). */
@Provider
public class NumbersInPaths implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        return rawType == long.class || rawType == Long.class ? (ParamConverter<T>) new Numbers() : null;
    }

    private static final class Numbers implements ParamConverter<Long> {

        @Override
        public Long fromString(String value) {
            return WholeNumber.parse(value);
        }

        @Override
        public String toString(Long value) {
            return value.toString();
        }
    }
}
