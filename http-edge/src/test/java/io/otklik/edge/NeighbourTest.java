package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
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
    private static final Throwable REFUSED = new ConnectException("refused");
    private static final Throwable BROKEN = new VertxException("closed", true);

    private final Map<URI, Throwable> failures = new HashMap<>();
    private final List<URI> asked = new ArrayList<>();

    @Test
    void replicaThatRefuses_isLeftUntilTheOtherOneDoes() {
        Neighbour neighbour = new Neighbour(List.of(FIRST, SECOND));
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
            Neighbour neighbour = new Neighbour(List.of(FIRST, SECOND));
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
            assertEquals(SECOND, ask(new Neighbour(List.of(FIRST, SECOND))));
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
        assertThrows(CompletionException.class, () -> tell(new Neighbour(List.of(FIRST, SECOND))));
        assertEquals(3, asked.size());
    }

    private URI ask(Neighbour neighbour) {
        return neighbour.ask(this::answer).await().indefinitely();
    }

    private URI tell(Neighbour neighbour) {
        return neighbour.tell(this::answer).await().indefinitely();
    }

    private Uni<URI> answer(URI address) {
        asked.add(address);
        Throwable failure = failures.get(address);
        return failure == null
                ? Uni.createFrom().item(address)
                : Uni.createFrom().failure(failure);
    }
}
