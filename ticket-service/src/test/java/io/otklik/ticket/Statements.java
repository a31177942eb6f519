package io.otklik.ticket;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/** Watches what the service asks the database, but for what it asks by itself from time to time. */
@ApplicationScoped
class Statements implements VertxOptionsCustomizer {

    private static final ConcurrentLinkedQueue<String> SENT = new ConcurrentLinkedQueue<>();

    /** Those that were sent meanwhile, in their order. */
    static List<String> of(Runnable work) {
        SENT.clear();
        work.run();
        return new ArrayList<>(SENT);
    }

    @Override
    public void accept(VertxOptions options) {
        options.setTracingOptions(new TracingOptions().setFactory(given -> new Watch()));
    }

    private static final class Watch implements VertxTracer<Object, Object> {

        @Override
        public <R> Object sendRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                BiConsumer<String, String> headers,
                TagExtractor<R> tagExtractor) {
            Map<String, String> tags = new ConcurrentHashMap<>();
            tagExtractor.extractTo(request, tags::put);
            String statement = tags.getOrDefault("db.statement", "");
            if (!statement.isEmpty()
                    && !statement.contains("fold_ticket_tally")
                    && !statement.contains("vacuum")
                    && !statement.contains("outbox")) {
                SENT.add(statement);
            }
            return null;
        }
    }
}
