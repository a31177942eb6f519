package io.otklik.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * POST, PUT and PATCH of a resource take an {@code Idempotency-Key}: everything that the method does in the database is one
 * transaction then, and its answer with it. Without a key nothing is different. What the method does outside of the database may
 * happen once more after a rollback; what must not happen before the commit goes into {@link RequestTransaction#afterCommit}.
 * A statement that fails calls all of it off, even where the feature recovers from the failure.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Idempotent {}
