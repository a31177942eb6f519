package io.otklik.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.otklik.edge.Messages;
import io.otklik.edge.Multipart;
import io.otklik.edge.Problem;
import io.otklik.edge.Text;
import io.otklik.events.PersonState;
import io.otklik.outbox.Outbox;
import io.otklik.outbox.Transactions;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.InvocationContext;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Does each keyed request once: its effect and its answer are one transaction, and a repetition gets that answer. */
@ApplicationScoped
class KeptAnswers {

    private static final Text IN_FLIGHT = new Text(
            "Запрос с этим ключом Idempotency-Key ещё выполняется. Повторите позже.",
            "A request with this Idempotency-Key is still being processed. Try again later.");

    /** Where the services' identity providers put the person. */
    private static final String PERSON = "otklik.person";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final AnswerRows rows;
    private final Pool pool;
    private final Outbox outbox;
    private final Vertx vertx;
    private final ObjectMapper json;
    private final CurrentIdentityAssociation identity;
    private final String secret;

    /** Half of the pool's connections: a keyed request has one even while it does what needs none, and the others go on. */
    private final Turns turns;

    KeptAnswers(
            AnswerRows rows,
            Pool pool,
            Outbox outbox,
            Vertx vertx,
            ObjectMapper json,
            CurrentIdentityAssociation identity,
            @ConfigProperty(name = "otklik.internal.token") String secret,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int connections) {
        this.rows = rows;
        this.pool = pool;
        this.outbox = outbox;
        this.vertx = vertx;
        this.json = json;
        this.identity = identity;
        this.secret = secret;
        this.turns = new Turns(connections / 2);
    }

    /**
     * What {@code work} answers; {@link AnsweredBefore} when it has been done. Fails with MALFORMED, KEY_REUSED, or with CONFLICT
     * while a twin takes longer than 2 s, and with UNAVAILABLE when too many others do. A failure of the work leaves the key free.
     */
    Uni<?> once(HttpServerRequest request, InvocationContext invocation, Supplier<Uni<?>> work) {
        String key;
        try {
            key = IdempotencyKey.of(request.headers().getAll(IdempotencyKey.HEADER));
        } catch (Problem refused) {
            return Uni.createFrom().failure(refused);
        }
        String route = KeyedRequest.route(request.method().name(), invocation);
        return fingerprint(request, invocation.getParameters())
                .chain(fingerprint -> person().map(person -> new KeyedRequest(person, route, key, fingerprint)))
                .chain(keyed -> turns.in(() -> once(keyed, work)));
    }

    private Uni<byte[]> fingerprint(HttpServerRequest request, Object[] parameters) {
        return Multipart.isDeclared(request)
                ? vertx.executeBlocking(() -> Fingerprint.of(request, parameters, secret), false)
                : Uni.createFrom().item(() -> Fingerprint.of(request, parameters, secret));
    }

    /** On a route that is open to all, a bad token is as good as none. */
    private Uni<Long> person() {
        return identity.getDeferredIdentity()
                .map(KeptAnswers::person)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(KeyedRequest.NOBODY);
    }

    private static long person(SecurityIdentity caller) {
        PersonState person = caller.getAttribute(PERSON);
        return person == null ? KeyedRequest.NOBODY : person.id();
    }

    private Uni<Object> once(KeyedRequest request, Supplier<Uni<?>> work) {
        return Transactions.in(pool, tx -> rows.claim(tx, request)
                        .onFailure(KeptAnswers::isTaken)
                        .transform(waited -> inFlight())
                        .chain(claimed -> claimed ? done(tx, request, work) : repeated(tx, request)))
                .invoke(this::wakeRelay)
                .call(done -> done.transaction().committed())
                .map(Done::result);
    }

    private void wakeRelay(Done done) {
        if (done.transaction().holdsEvents()) {
            outbox.wakeRelay();
        }
    }

    private Uni<Done> done(SqlConnection tx, KeyedRequest request, Supplier<Uni<?>> work) {
        RequestTransaction transaction = RequestTransaction.open(tx.getDelegate());
        return Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(transaction::end)
                .call(result -> rows.keep(tx, request, Answer.of(result, json)))
                .map(result -> new Done(result, transaction));
    }

    private Uni<Done> repeated(SqlConnection tx, KeyedRequest request) {
        return rows.find(tx, request).map(found -> {
            AnswerRows.Kept kept = found.orElseThrow(KeptAnswers::inFlight);
            if (!MessageDigest.isEqual(kept.fingerprint(), request.fingerprint())) {
                throw Problem.of(Problem.Kind.KEY_REUSED, Messages.KEY_REUSED);
            }
            throw new AnsweredBefore(kept.answer());
        });
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof DatabaseException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSqlState());
    }

    private static Problem inFlight() {
        return Problem.of(Problem.Kind.CONFLICT, IN_FLIGHT).withHeader("Retry-After", "1");
    }

    private record Done(Object result, RequestTransaction transaction) {}
}
