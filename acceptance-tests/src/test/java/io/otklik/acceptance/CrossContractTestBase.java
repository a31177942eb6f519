package io.otklik.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** One person of each kind, and how each contract files a ticket and answers it. */
abstract class CrossContractTestBase {

    Someone owner;
    Someone agent;
    Someone operator;
    Someone admin;

    @BeforeEach
    void register() {
        owner = Someone.registered();
        agent = Someone.agent();
        operator = Someone.moderator();
        admin = Someone.admin();
    }

    /** How each contract files a ticket and answers one. */
    enum In {
        TECHSUPPORT {
            @Override
            void file(Someone owner, String title) {
                owner.sends(
                        "/api/v1/tickets/",
                        Map.of("subject", title, "description", "Описание", "category", owner.category()),
                        201);
            }

            @Override
            void answer(CrossContractTestBase all, Ticket ticket, String text) {
                all.agent.comments(ticket.id(), text);
            }
        },
        BOT {
            @Override
            void file(Someone owner, String title) {
                String category = owner.reads("/bot/api/v1/categories").getString("[0].id");
                JsonPath filed = owner.posts(
                        "/bot/api/v1/tickets",
                        Map.of("title", title, "description", "Описание", "category_id", category),
                        201);
                assertEquals(title, filed.getString("title"));
            }

            @Override
            void answer(CrossContractTestBase all, Ticket ticket, String text) {
                all.agent.sends("/bot/api/v1/tickets/" + ticket.uuid() + "/messages", Map.of("content", text), 201);
            }
        },
        DESK {
            @Override
            void file(Someone owner, String title) {
                owner.sends("/api/tickets/", Map.of("title", title, "description", "Описание"), 201);
            }

            @Override
            void answer(CrossContractTestBase all, Ticket ticket, String text) {
                String path = "/api/tickets/" + ticket.id();
                all.operator.sends(path + "/assign/", Map.of("executor", all.agent.id()), 200);
                all.agent.sends(path + "/execute/", Map.of("comment", text), 200);
            }
        },
        REQUESTS {
            @Override
            void file(Someone owner, String title) {
                Someone.agent()
                        .sends(
                                "/api/admin/customer-requests/",
                                Map.of("title", title, "description", "Описание", "customer", owner.id()),
                                201);
            }

            @Override
            void answer(CrossContractTestBase all, Ticket ticket, String text) {
                all.agent.sends(
                        "/api/admin/customer-requests/" + ticket.id() + "/messages/", Map.of("content", text), 201);
            }
        },
        SUPPORT0 {
            @Override
            void file(Someone owner, String title) {
                owner.sends("/api/ticket", Map.of("message", title), 201);
            }

            @Override
            void answer(CrossContractTestBase all, Ticket ticket, String text) {
                all.agent.sends("/api/ticket/" + ticket.id() + "/answer", Map.of("message", text), 201);
            }
        };

        abstract void file(Someone owner, String title);

        abstract void answer(CrossContractTestBase all, Ticket ticket, String text);

        In next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /** One ticket under its two ids. */
    record Ticket(long id, String uuid) {}

    /** The only ticket of the owner. */
    Ticket theTicket() {
        return new Ticket(
                owner.reads("/api/v1/tickets/").getLong("[0].id"),
                owner.reads("/bot/api/v1/tickets").getString("items[0].id"));
    }
}
