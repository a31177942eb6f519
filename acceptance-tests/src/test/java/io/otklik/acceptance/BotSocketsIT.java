package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** telegram-bot.md: «WebSocket API», with its own words, and contracts/README.md, section 6. */
@ExtendWith(Suite.class)
class BotSocketsIT extends BotTestBase {

    @Test
    void owner_andStaffHearOfMessagesStatusesAndTyping() {
        Someone owner = Someone.registered();
        Someone helper = Someone.agent();
        String ticket = newTicket(owner, "На проводе");
        String path = "/ws/tickets/" + ticket;
        try (SocketClient own = SocketClient.connect(path + "?token=" + owner.token(), opening -> opening);
                SocketClient desk = SocketClient.connect(path + "/", helper)) {
            helper.sends(TICKETS + "/" + ticket + "/messages", Map.of("content", "Тайна", "is_internal", true), 201);
            helper.sends(TICKETS + "/" + ticket + "/messages", Map.of("content", "Новое сообщение"), 201);
            helper.request().body(Map.of("status", "IN_PROGRESS")).put(TICKETS + "/" + ticket);
            List<JsonPath> seen = own.awaitFrames(2);
            assertThat(seen.get(0).prettify(), shown("""
                    {type: 'new_message', data: {id: <uuid>, content: 'Новое сообщение',
                      user: {id: '%s', first_name: '%s', role: 'HELPER'}, created_at: <time>}}""", helper.uuid(), helper.username()));
            assertThat(seen.get(1).prettify(), shown("""
                    {type: 'status_changed', data: {ticket_id: '%s', old_status: 'OPEN', new_status: 'IN_PROGRESS',
                      changed_by: {id: '%s', first_name: '%s', role: 'HELPER'}}}""", ticket, helper.uuid(), helper.username()));
            assertEquals("Тайна", desk.awaitFrames(3).get(0).getString("data.content"));

            own.send("{\"type\": \"typing\", \"is_typing\": true}");
            assertThat(
                    desk.awaitFrames(4).get(3).prettify(),
                    shown("{type: 'typing', data: {user_id: '%s', is_typing: true}}", owner.uuid()));
            own.send("{\"type\": \"ping\"}");
            assertThat(own.awaitFrames(3).get(2).prettify(), shown("{type: 'pong'}"));
        }
        SocketClient.refused(given().auth().oauth2(Someone.registered().token()), path)
                .then()
                .spec(REFUSED.notFound());
        SocketClient.refused(given(), path).then().spec(REFUSED.noToken());
    }

    @Test
    void blocked_isThrownOut() {
        Someone owner = Someone.registered();
        String uuid = owner.uuid();
        try (SocketClient own = SocketClient.connect("/ws/tickets/" + newTicket(owner, "Прощай"), owner)) {
            Someone.admin().block(uuid, true);
            assertEquals(4403, own.awaitClose());
        }
    }
}
