package io.otklik.idempotency;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Set;

/** After the security checks: whoever may not call a route gets no kept answer of it either. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class IdempotentInterceptor {

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");

    private final CurrentVertxRequest current;
    private final KeptAnswers answers;

    @Inject
    IdempotentInterceptor(CurrentVertxRequest current, KeptAnswers answers) {
        this.current = current;
        this.answers = answers;
    }

    @AroundInvoke
    Object once(InvocationContext invocation) throws Exception {
        HttpServerRequest request = current.getCurrent().request();
        if (!request.headers().contains(IdempotencyKey.HEADER)
                || !WRITES.contains(request.method().name())
                || RequestTransaction.current() != null) {
            return invocation.proceed();
        }
        return answers.once(request, invocation, () -> proceed(invocation));
    }

    private static Uni<?> proceed(InvocationContext invocation) {
        try {
            return (Uni<?>) invocation.proceed();
        } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
        }
    }
}
