package io.otklik.identity.loginattempt;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.identity.Api;
import io.otklik.identity.DatabaseTestBase;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class LoginAttemptsTest extends DatabaseTestBase {

    private static final String SLOWER = "{\"detail\":\"Слишком много запросов. Повторите позже.\"}";

    @Test
    void login_theSixthAfterFiveFailuresIsRefused_inRussianAndEnglish_alsoWithTheRightPassword() {
        Api.Someone someone = Guesses.newcomer();
        String address = Guesses.freshAddress();
        Guesses.fail(someone.username(), address, 5);
        Response refused = Guesses.login(someone.username(), Api.PASSWORD, address);
        refused.then().statusCode(429).body(equalTo(SLOWER));
        int pause = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(pause >= 1 && pause <= 10, "Retry-After " + pause);
        given().contentType(ContentType.JSON)
                .header("Accept-Language", "en")
                .header("X-Forwarded-For", address)
                .body(Map.of("username", someone.email().toUpperCase(), "password", Guesses.WRONG))
                .post("/api/v1/auth/login/")
                .then()
                .statusCode(429)
                .body(equalTo("{\"detail\":\"Too many requests. Try again later.\"}"));
    }

    @Test
    void login_pausesGrow_andOneFailureMoreClosesAgain() {
        Api.Someone someone = Guesses.newcomer();
        String address = Guesses.freshAddress();
        Guesses.fail(someone.username(), address, 5);
        int before = 0;
        for (int i = 0; i < 3; i++) {
            int pause = retryAfter(Guesses.login(someone.username(), Guesses.WRONG, address));
            assertTrue(pause > before, pause + " after " + before);
            before = pause;
            reopen();
            Guesses.login(someone.username(), Guesses.WRONG, address).then().statusCode(401);
        }
        assertTrue(retryAfter(Guesses.login(someone.username(), Guesses.WRONG, address)) > 60);
    }

    @Test
    void login_thatSucceedsForgivesThePair() {
        Api.Someone someone = Guesses.newcomer();
        String address = Guesses.freshAddress();
        for (int round = 0; round < 3; round++) {
            Guesses.fail(someone.username(), address, 4);
            Guesses.login(someone.username(), Api.PASSWORD, address).then().statusCode(200);
        }
    }

    @Test
    void login_failuresAreForgottenWithTime() {
        Api.Someone someone = Guesses.newcomer();
        String address = Guesses.freshAddress();
        Guesses.fail(someone.username(), address, 5);
        Guesses.login(someone.username(), Guesses.WRONG, address).then().statusCode(429);
        run("update login_attempt set counted_at = counted_at - interval '1 hour',"
                + " closed_until = closed_until - interval '1 hour'");
        Guesses.fail(someone.username(), address, 5);
        Guesses.login(someone.username(), Guesses.WRONG, address).then().statusCode(429);
    }

    @Test
    void login_accountsThatDoNotExistAreCountedAlike() {
        String nobody = Api.freshName();
        String address = Guesses.freshAddress();
        Guesses.fail(nobody, address, 5);
        Guesses.login(nobody.toUpperCase(), Guesses.WRONG, address)
                .then()
                .statusCode(429)
                .body(equalTo(SLOWER));
        Guesses.fail(nobody, Guesses.freshAddress(), 1);
        assertEquals(0, count("login_attempt where key like '%" + nobody + "%'"));
    }

    @Test
    void strangers_fromAnyNumberOfAddresses_cannotLockTheOwnerOut() {
        Api.Someone someone = Guesses.newcomer();
        String usual = Guesses.freshAddress();
        Guesses.login(someone.username(), Api.PASSWORD, usual).then().statusCode(200);
        // Twenty addresses with five failures each close the account for addresses it is not known at …
        for (int i = 0; i < 20; i++) {
            Guesses.fail(someone.username(), Guesses.freshAddress(), 5);
        }
        Guesses.login(someone.username(), Guesses.WRONG, Guesses.freshAddress())
                .then()
                .statusCode(429)
                .body(equalTo(SLOWER));
        Guesses.login(someone.email(), Api.PASSWORD, Guesses.freshAddress())
                .then()
                .statusCode(429);
        // … and the owner does not notice, where he usually is, even when he mistypes.
        Guesses.fail(someone.username(), usual, 4);
        Guesses.login(someone.username(), Api.PASSWORD, usual).then().statusCode(200);
        // His own failures count as ever.
        Guesses.fail(someone.username(), usual, 10);
        Guesses.login(someone.username(), Api.PASSWORD, usual).then().statusCode(429);
    }

    @Test
    void strangers_atTheOwnersOwnAddress_keepHimWaitingForSecondsOnly() {
        Api.Someone someone = Guesses.newcomer();
        String shared = Guesses.freshAddress();
        Guesses.login(someone.username(), Api.PASSWORD, shared).then().statusCode(200);
        Guesses.fail(someone.username(), shared, 10);
        for (int i = 0; i < 5; i++) {
            int pause = retryAfter(Guesses.login(someone.username(), Guesses.WRONG, shared));
            assertTrue(pause <= 10, "Retry-After " + pause);
            reopen();
            Guesses.fail(someone.username(), shared, 1);
        }
        reopen();
        Guesses.login(someone.username(), Api.PASSWORD, shared).then().statusCode(200);
    }

    @Test
    void stuffing_fromOneAddressOverManyAccountsIsSlowed_andThoseKnownThereAreNot() {
        Api.Someone colleague = Guesses.newcomer();
        Api.Someone victim = Guesses.newcomer();
        String address = Guesses.freshAddress();
        Guesses.login(colleague.username(), Api.PASSWORD, address).then().statusCode(200);
        for (int i = 0; i < 100; i++) {
            Guesses.login(Api.freshName(), Guesses.WRONG, address).then().statusCode(401);
        }
        Response refused = Guesses.login(victim.username(), Guesses.WRONG, address);
        refused.then().statusCode(429).body(equalTo(SLOWER));
        assertTrue(retryAfter(refused) >= 1);
        Guesses.login(colleague.username(), Api.PASSWORD, address).then().statusCode(200);
        Guesses.login(victim.username(), Api.PASSWORD, Guesses.freshAddress())
                .then()
                .statusCode(200);
        // What was refused by the address did not count against the pair.
        run("update login_attempt set level = 0, closed_until = null where scope = 'ADDRESS'");
        Guesses.fail(victim.username(), address, 5);
    }

    @Test
    void login_thatSucceedsCostsTheAddressNothing() {
        String address = Guesses.freshAddress();
        for (int i = 0; i < 3; i++) {
            Guesses.login(Guesses.newcomer().username(), Api.PASSWORD, address)
                    .then()
                    .statusCode(200);
        }
        assertEquals(
                0.0,
                pool.query("select level from login_attempt where scope = 'ADDRESS' and key = '" + address + "'")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getDouble(0),
                0.1);
    }

    @Test
    void manyAtOnce_getNoMoreGuessesThanOneAfterTheOther() throws Exception {
        Api.Someone someone = Guesses.newcomer();
        String address = Guesses.freshAddress();
        Map<Integer, Long> statuses =
                Api.atOnce(20, () -> Guesses.login(someone.username(), Guesses.WRONG, address)).stream()
                        .collect(Collectors.groupingBy(Response::statusCode, Collectors.counting()));
        assertEquals(Map.of(401, 5L, 429, 15L), statuses);
    }

    @Test
    void manyAtOnce_withTheRightPassword_allGetIn() throws Exception {
        Api.Someone someone = Guesses.newcomer();
        String address = Guesses.freshAddress();
        for (int round = 0; round < 2; round++) {
            Api.atOnce(20, () -> Guesses.login(someone.username(), Api.PASSWORD, address))
                    .forEach(answer -> answer.then().statusCode(200));
        }
        assertEquals(0, count("login_attempt where undecided > 0 and key like '%" + address + "'"));
    }

    @Test
    void manyNewcomersAtOnce_withTheRightPassword_doNotCloseTheirAddress() throws Exception {
        String address = Guesses.freshAddress();
        Guesses.fail(Api.freshName(), address, 1);
        run("update login_attempt set level = 99 where scope = 'ADDRESS' and key = '" + address + "'");
        List<Api.Someone> newcomers =
                Stream.generate(Guesses::newcomer).limit(5).toList();
        AtomicInteger turn = new AtomicInteger();
        Api.atOnce(
                        newcomers.size(),
                        () -> Guesses.login(
                                newcomers.get(turn.getAndIncrement()).username(), Api.PASSWORD, address))
                .forEach(answer -> answer.then().statusCode(200));
    }

    @Test
    void manyAddressesAtOnce_onOneAccount_neitherFailNorWaitForEachOther() throws Exception {
        Api.Someone someone = Guesses.newcomer();
        List<String> addresses = List.of(Guesses.freshAddress(), Guesses.freshAddress(), Guesses.freshAddress());
        AtomicInteger turn = new AtomicInteger();
        List<Response> answers = Api.atOnce(24, () -> {
            int mine = turn.getAndIncrement();
            String name = mine % 2 == 0 ? someone.username() : "x" + mine % 4 + someone.username();
            return Guesses.login(name, mine % 3 == 0 ? Api.PASSWORD : Guesses.WRONG, addresses.get(mine % 3));
        });
        answers.forEach(
                answer -> assertTrue(List.of(200, 401, 429).contains(answer.statusCode()), answer.statusCode() + ""));
    }

    private static int retryAfter(Response refused) {
        refused.then().statusCode(429);
        return Integer.parseInt(refused.header("Retry-After"));
    }

    /** As if the pauses were over. */
    private void reopen() {
        run("update login_attempt set closed_until = now() where closed_until is not null");
    }
}
