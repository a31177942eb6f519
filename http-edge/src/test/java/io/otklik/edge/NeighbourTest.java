package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.impl.HttpResponseImpl;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class NeighbourTest {

    private static final URI FIRST = URI.create("http://first");
    private static final URI SECOND = URI.create("http://second");
    private static final URI THIRD = URI.create("http://third");
    private static final Throwable REFUSED = new ConnectException("refused");
    private static final Throwable BROKEN = new VertxException("closed", true);

    private final Map<URI, Throwable> failures = new HashMap<>();
    private final Map<URI, Integer> statuses = new HashMap<>();
    private final List<URI> asked = new ArrayList<>();

    @Test
    void replicaThatRefuses_isLeftUntilTheOtherOneDoes() {
        Neighbour neighbour = neighbourOfTwo();
        failures.put(FIRST, REFUSED);
        assertEquals(SECOND, ask(neighbour));
        assertEquals(SECOND, tell(neighbour));
        failures.remove(FIRST);
        assertEquals(SECOND, ask(neighbour));
        failures.put(SECOND, REFUSED);
        assertEquals(FIRST, tell(neighbour));
        assertEquals(List.of(FIRST, SECOND, SECOND, SECOND, SECOND, FIRST), asked);
    }

    @Test
    void whatWasSent_isToldOnceAndTheNextCallGoesToTheOtherReplica() {
        for (Throwable failure : List.of(BROKEN, new SocketException("reset"))) {
            asked.clear();
            Neighbour neighbour = neighbourOfTwo();
            failures.put(FIRST, failure);
            assertThrows(Exception.class, () -> tell(neighbour));
            assertEquals(SECOND, tell(neighbour));
            assertEquals(List.of(FIRST, SECOND), asked);
        }
    }

    @Test
    void question_isAskedAgainOnABrokenConnection() {
        for (Throwable failure : List.of(BROKEN, new SocketException("reset"))) {
            asked.clear();
            failures.put(FIRST, failure);
            assertEquals(SECOND, ask(neighbourOfTwo()));
            assertEquals(List.of(FIRST, SECOND), asked);
        }
    }

    @Test
    void neighbourOfOneAddress_isAskedTwiceAndToldOnce() {
        Neighbour neighbour = new Neighbour(List.of(FIRST));
        failures.put(FIRST, BROKEN);
        assertThrows(Exception.class, () -> ask(neighbour));
        assertEquals(List.of(FIRST, FIRST), asked);
        assertThrows(Exception.class, () -> tell(neighbour));
        assertEquals(3, asked.size());
        failures.put(FIRST, REFUSED);
        assertThrows(CompletionException.class, () -> ask(neighbour));
        assertEquals(4, asked.size());
    }

    @Test
    void replicasThatAllRefuse_areGivenUp() {
        failures.put(FIRST, REFUSED);
        failures.put(SECOND, REFUSED);
        assertThrows(CompletionException.class, () -> tell(neighbourOfTwo()));
        assertEquals(3, asked.size());
    }

    @Test
    void replicaThatAnswers503_isLeftAndWhatMayBeIsAskedOfTheOther() {
        statuses.put(FIRST, 503);
        assertEquals(SECOND, ask(neighbourOfTwo()));
        assertEquals(List.of(FIRST, SECOND), asked);

        asked.clear();
        Neighbour told = neighbourOfTwo();
        assertEquals(FIRST, tell(told));
        assertEquals(SECOND, tell(told));
        assertEquals(List.of(FIRST, SECOND), asked);
    }

    @Test
    void answerOfReplicasThatAllAnswer503_isTheAnswer() {
        statuses.put(FIRST, 503);
        statuses.put(SECOND, 503);
        assertEquals(SECOND, ask(neighbourOfTwo()));
        assertEquals(FIRST, ask(new Neighbour(List.of(FIRST))));
        assertEquals(List.of(FIRST, SECOND, FIRST), asked);
    }

    @Test
    void answerOfAReplicaThatAnswers503_isTheAnswerWhenTheOtherRefuses() {
        statuses.put(FIRST, 503);
        failures.put(SECOND, REFUSED);
        assertEquals(FIRST, ask(neighbourOfTwo()));
        assertEquals(List.of(FIRST, SECOND), asked);

        asked.clear();
        assertEquals(THIRD, ask(new Neighbour(List.of(FIRST, SECOND, THIRD))));
        assertEquals(List.of(FIRST, SECOND, THIRD), asked);
    }

    @Test
    void replicaThatAloneIsWell_isFound() {
        statuses.put(FIRST, 503);
        statuses.put(SECOND, 503);
        Neighbour neighbour = new Neighbour(List.of(FIRST, SECOND, THIRD));
        assertEquals(THIRD, ask(neighbour));
        assertEquals(THIRD, ask(neighbour));
        assertEquals(List.of(FIRST, SECOND, THIRD, THIRD), asked);
    }

    @Test
    void replicaThatAloneIsWell_isFoundThoughOthersMoveOnMeanwhile() {
        statuses.put(FIRST, 503);
        statuses.put(SECOND, 503);
        Neighbour neighbour = new Neighbour(List.of(FIRST, SECOND, THIRD));
        HttpResponse<Buffer> found = neighbour
                .ask(address -> {
                    if (address.equals(SECOND)) {
                        assertEquals(SECOND, tell(neighbour));
                        statuses.put(THIRD, 503);
                        assertEquals(THIRD, tell(neighbour));
                        statuses.remove(THIRD);
                    }
                    return answer(address);
                })
                .await()
                .indefinitely();
        assertEquals(THIRD, URI.create(found.statusMessage()));
        assertEquals(List.of(FIRST, SECOND, THIRD, SECOND, THIRD), asked);
    }

    @Test
    void otherAnswers_areNoReasonToLeave() {
        for (int status : new int[] {404, 500}) {
            statuses.put(FIRST, status);
            Neighbour neighbour = neighbourOfTwo();
            assertEquals(FIRST, ask(neighbour));
            assertEquals(FIRST, ask(neighbour));
        }
    }

    private static Neighbour neighbourOfTwo() {
        return new Neighbour(List.of(FIRST, SECOND));
    }

    /** Who has answered. */
    private URI ask(Neighbour neighbour) {
        return URI.create(neighbour.ask(this::answer).await().indefinitely().statusMessage());
    }

    private URI tell(Neighbour neighbour) {
        return URI.create(neighbour.tell(this::answer).await().indefinitely().statusMessage());
    }

    private Uni<HttpResponse<Buffer>> answer(URI address) {
        asked.add(address);
        Throwable failure = failures.get(address);
        return failure == null
                ? Uni.createFrom().item(answer(statuses.getOrDefault(address, 200), address.toString()))
                : Uni.createFrom().failure(failure);
    }

    private static HttpResponse<Buffer> answer(int status, String message) {
        return HttpResponse.newInstance(
                new HttpResponseImpl<>(HttpVersion.HTTP_1_1, status, message, null, null, List.of(), null, List.of()));
    }
}
