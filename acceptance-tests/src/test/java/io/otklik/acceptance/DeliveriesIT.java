package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.includes;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ledger of deliveries, and the command that compares it with the events. */
@ExtendWith(Suite.class)
class DeliveriesIT {

    private static final String DELIVERIES = "/api/v1/admin/deliveries/";

    private Someone owner;
    private Someone agent;
    private Someone admin;
    private long ticket;

    @BeforeEach
    void reply() {
        owner = Someone.registered();
        agent = Someone.agent();
        admin = Someone.admin();
        ticket = owner.files("Не работает вход");
        agent.comments(ticket, "Мы начали работать над этим");
        awaitRows(1, "&person=" + owner.id() + "&channel=feed&state=sent");
        awaitRows(1, "&person=" + owner.id() + "&channel=email&state=sent");
        awaitRows(1, "&person=" + agent.id());
    }

    @Test
    void deliveries_tellWhoWasToldOfWhat() {
        assertEquals(1, Mailbox.await(owner, 1).size());
        admin.request()
                .get(DELIVERIES + "?ticket=" + ticket + "&person=" + owner.id())
                .then()
                .statusCode(200)
                .header("X-Total-Count", "2")
                .body(includes("""
                [{id: <number>, ticket: %1$d, person: %2$d, channel: 'email', type: 'new_comment', state: 'sent',
                  attempts: 1, created_at: <time>, updated_at: <time>, reason: null},
                 {id: <number>, ticket: %1$d, person: %2$d, channel: 'feed', type: 'new_comment', state: 'sent',
                  attempts: 1, created_at: <time>, updated_at: <time>, reason: null}]""", ticket, owner.id()));
        admin.request()
                .get(DELIVERIES + "?ticket=" + ticket + "&person=" + agent.id())
                .then()
                .body(includes(
                        "[{ticket: %d, person: %d, channel: 'feed', type: 'new_ticket', state: 'sent', attempts: 1}]",
                        ticket, agent.id()));
    }

    @Test
    void deliveries_thatWereReadAreSeen() {
        long id = owner.notifications().getLong("[0].id");
        owner.request()
                .body(Map.of("is_read", true))
                .patch("/api/v1/notifications/" + id + "/mark-as-read/")
                .then()
                .statusCode(200);
        admin.request()
                .get(DELIVERIES + "?ticket=" + ticket + "&state=seen")
                .then()
                .body("person", is(List.of((int) owner.id())))
                .body("channel", is(List.of("feed")));
    }

    @Test
    void deliveries_filterAndComeInPieces() {
        admin.request()
                .get(DELIVERIES + "?channel=email&limit=1")
                .then()
                .statusCode(200)
                .header("Link", containsString("rel=\"next\""))
                .body("channel", everyItem(is("email")));
        admin.request().get(DELIVERIES + "?channel=feed&state=queued").then().body("size()", is(0));
    }

    @Test
    void deliveries_ofBadFiltersAreRefusedOnTheirNames() {
        admin.request()
                .get(DELIVERIES + "?ticket=x&person=99999999999999999999&channel=sms&state=%00&limit=0")
                .then()
                .spec(invalid("""
                {ticket: ['Введите правильное число.'], person: ['Введите правильное число.'],
                 channel: ['Недопустимое значение. Возможные значения: feed, email'],
                 state: ['Нулевые символы не допускаются.'], limit: ['Допустимы значения от 1 до 500.']}"""));
    }

    @Test
    void deliveries_areForAdministratorsOnly() {
        agent.request().get(DELIVERIES).then().spec(Refused.FORBIDDEN);
        owner.request().get(DELIVERIES + "?ticket=x").then().spec(Refused.FORBIDDEN);
        given().get(DELIVERIES).then().spec(Refused.NO_TOKEN);
    }

    @Test
    void reconcile_findsNoDifference() {
        assertThat(Suite.running().command("reconcile"), containsString(" 0 differences."));
    }

    private void awaitRows(int count, String filter) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> admin.reads(DELIVERIES + "?ticket=" + ticket + filter)
                                .getList("$")
                                .size()
                        == count);
    }
}
