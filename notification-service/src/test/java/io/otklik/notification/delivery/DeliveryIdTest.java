package io.otklik.notification.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryIdTest {

    @Test
    void number_isDifferentForDifferentDeliveriesAndTellsWhich() {
        List<Long> edges = List.of(0L, 1L, 2L, (1L << 20) - 1, 1L << 20, (1L << 27) - 1, 1L << 27, (1L << 33) - 1);
        Set<Long> numbers = new HashSet<>();
        for (long row : edges) {
            assertNamed(new DeliveryId(Channel.EMAIL, row, 0), numbers);
            for (long person : edges.subList(0, 6)) {
                assertNamed(new DeliveryId(Channel.FEED, row, person), numbers);
            }
        }
        assertEquals(edges.size() * 7, numbers.size());
    }

    private static void assertNamed(DeliveryId id, Set<Long> numbers) {
        assertEquals(id, DeliveryId.of(id.number()));
        assertEquals(true, numbers.add(id.number()), id.toString());
    }
}
