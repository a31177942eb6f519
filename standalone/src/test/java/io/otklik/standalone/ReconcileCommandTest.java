package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcileCommandTest {
    @Test
    void reconcile_tellsThatAllIsThere() throws IOException {
        assertEquals(
                new ReconcileCommand.Verdict(
                        true, List.of("9 events lead to 12 deliveries: 2 pending, 0 differences.")),
                reconcile("{\"events\":9,\"due\":12,\"pending\":2,\"different\":0,\"differences\":[]}"));
    }

    @Test
    void reconcile_namesEachDifference() throws IOException {
        assertEquals(
                new ReconcileCommand.Verdict(
                        false,
                        List.of(
                                "missing: feed new_ticket of ticket 5 to the agents, event e1 at otklik.tickets-3-17"
                                        + " (put aside: SQLSTATE 22001)",
                                "unexplained: email reply of ticket 6 to person 7, event e2",
                                "... and 1 more",
                                "9 events lead to 12 deliveries: 0 pending, 3 differences.")),
                reconcile("""
                        {"events":9,"due":12,"pending":0,"different":3,"differences":[
                          {"what":"missing","channel":"feed","event":"e1","person":null,"ticket":5,"kind":"new_ticket",
                           "place":"otklik.tickets-3-17","reason":"SQLSTATE 22001"},
                          {"what":"unexplained","channel":"email","event":"e2","person":7,"ticket":6,"kind":"reply",
                           "place":null,"reason":null}]}"""));
    }

    private static ReconcileCommand.Verdict reconcile(String answer) throws IOException {
        try (InternalApi notification = new InternalApi(answer)) {
            ReconcileCommand.Verdict verdict = ReconcileCommand.reconcile(notification.call(Part.NOTIFICATION_SERVICE));
            assertEquals(List.of("POST /internal/reconciliation"), notification.asked());
            return verdict;
        }
    }
}
