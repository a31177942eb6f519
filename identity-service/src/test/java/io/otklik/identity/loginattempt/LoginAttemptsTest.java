package io.otklik.identity.loginattempt;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class LoginAttemptsTest {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String WRONG = "Wrong-12345";
    private static final String SLOWER = "{\"detail\":\"Слишком много запросов. Повторите позже.\"}";

    @Inject
    Pool pool;

    @Inject
    AttemptRows rows;

    @Inject
    LoginAttempts attempts;

    @Inject
    LoginAttemptConfig config;

    @Inject
    Clock clock;

    @Inject
    Vertx vertx;

    @Test
    void login_theSixthAfterFiveFailuresIsRefused_inRussianAndEnglish_alsoWithTheRightPassword() {
        Api.Someone someone = newcomer();
        String address = freshAddress();
        fail(someone.username(), address, 5);
        Response refused = login(someone.username(), Api.PASSWORD, address);
        refused.then().statusCode(429).body(equalTo(SLOWER));
        int pause = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(pause >= 1 && pause <= 10, "Retry-After " + pause);
        given().contentType(ContentType.JSON)
                .header("Accept-Language", "en")
                .header("X-Forwarded-For", address)
                .body(Map.of("username", someone.email().toUpperCase(), "password", WRONG))
                .post("/api/v1/auth/login/")
                .then()
                .statusCode(429)
                .body(equalTo("{\"detail\":\"Too many requests. Try again later.\"}"));
    }

    @Test
    void login_pausesGrow_andOneFailureMoreClosesAgain() {
        Api.Someone someone = newcomer();
        String address = freshAddress();
        fail(someone.username(), address, 5);
        int before = 0;
        for (int i = 0; i < 3; i++) {
            int pause = retryAfter(login(someone.username(), WRONG, address));
            assertTrue(pause > before, pause + " after " + before);
            before = pause;
            reopen();
            login(someone.username(), WRONG, address).then().statusCode(401);
        }
        assertTrue(retryAfter(login(someone.username(), WRONG, address)) > 60);
    }

    @Test
    void login_thatSucceedsForgivesThePair() {
        Api.Someone someone = newcomer();
        String address = freshAddress();
        for (int round = 0; round < 3; round++) {
            fail(someone.username(), address, 4);
            login(someone.username(), Api.PASSWORD, address).then().statusCode(200);
        }
    }

    @Test
    void login_failuresAreForgottenWithTime() {
        Api.Someone someone = newcomer();
        String address = freshAddress();
        fail(someone.username(), address, 5);
        login(someone.username(), WRONG, address).then().statusCode(429);
        run("update login_attempt set counted_at = counted_at - interval '1 hour',"
                + " closed_until = closed_until - interval '1 hour'");
        fail(someone.username(), address, 5);
        login(someone.username(), WRONG, address).then().statusCode(429);
    }

    @Test
    void login_accountsThatDoNotExistAreCountedAlike() {
        String nobody = Api.freshName();
        String address = freshAddress();
        fail(nobody, address, 5);
        login(nobody.toUpperCase(), WRONG, address).then().statusCode(429).body(equalTo(SLOWER));
        fail(nobody, freshAddress(), 1);
        assertEquals(0, count("login_attempt where key like '%" + nobody + "%'"));
    }

    @Test
    void strangers_fromAnyNumberOfAddresses_cannotLockTheOwnerOut() {
        Api.Someone someone = newcomer();
        String usual = freshAddress();
        login(someone.username(), Api.PASSWORD, usual).then().statusCode(200);
        // Twenty addresses with five failures each close the account for addresses it is not known at …
        for (int i = 0; i < 20; i++) {
            fail(someone.username(), freshAddress(), 5);
        }
        login(someone.username(), WRONG, freshAddress()).then().statusCode(429).body(equalTo(SLOWER));
        login(someone.email(), Api.PASSWORD, freshAddress()).then().statusCode(429);
        // … and the owner does not notice, where he usually is, even when he mistypes.
        fail(someone.username(), usual, 4);
        login(someone.username(), Api.PASSWORD, usual).then().statusCode(200);
        // His own failures count as ever.
        fail(someone.username(), usual, 5);
        login(someone.username(), Api.PASSWORD, usual).then().statusCode(429);
    }

    @Test
    void stuffing_fromOneAddressOverManyAccountsIsSlowed_andThoseKnownThereAreNot() {
        Api.Someone colleague = newcomer();
        Api.Someone victim = newcomer();
        String address = freshAddress();
        login(colleague.username(), Api.PASSWORD, address).then().statusCode(200);
        for (int i = 0; i < 100; i++) {
            login(Api.freshName(), WRONG, address).then().statusCode(401);
        }
        Response refused = login(victim.username(), WRONG, address);
        refused.then().statusCode(429).body(equalTo(SLOWER));
        assertTrue(retryAfter(refused) >= 1);
        login(colleague.username(), Api.PASSWORD, address).then().statusCode(200);
        login(victim.username(), Api.PASSWORD, freshAddress()).then().statusCode(200);
        // What was refused by the address did not count against the pair.
        run("update login_attempt set level = 0, closed_until = null where scope = 'ADDRESS'");
        fail(victim.username(), address, 5);
    }

    @Test
    void login_thatSucceedsCostsTheAddressNothing() {
        String address = freshAddress();
        for (int i = 0; i < 3; i++) {
            login(newcomer().username(), Api.PASSWORD, address).then().statusCode(200);
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
        Api.Someone someone = newcomer();
        String address = freshAddress();
        Map<Integer, Long> statuses = atOnce(20, () -> login(someone.username(), WRONG, address)).stream()
                .collect(Collectors.groupingBy(Response::statusCode, Collectors.counting()));
        assertEquals(Map.of(401, 5L, 429, 15L), statuses);
    }

    @Test
    void manyAddressesAtOnce_onOneAccount_neitherFailNorWaitForEachOther() throws Exception {
        Api.Someone someone = newcomer();
        List<String> addresses = List.of(freshAddress(), freshAddress(), freshAddress());
        AtomicInteger turn = new AtomicInteger();
        List<Response> answers = atOnce(24, () -> {
            int mine = turn.getAndIncrement();
            String name = mine % 2 == 0 ? someone.username() : "x" + mine % 4 + someone.username();
            return login(name, mine % 3 == 0 ? Api.PASSWORD : WRONG, addresses.get(mine % 3));
        });
        answers.forEach(
                answer -> assertTrue(List.of(200, 401, 429).contains(answer.statusCode()), answer.statusCode() + ""));
    }

    @Test
    void counts_areInTheDatabase_soARestartForgivesNothing() throws Throwable {
        Api.Someone someone = newcomer();
        String address = freshAddress();
        fail(someone.username(), address, 5);
        LoginAttempts restarted = new LoginAttempts(new AttemptRows(pool), config, clock, vertx);
        TooManyAttempts refused = org.junit.jupiter.api.Assertions.assertThrows(
                TooManyAttempts.class,
                () -> VertxContextSupport.subscribeAndAwait(
                        () -> restarted.begin(someone.username(), new ClientAddress(address))));
        assertTrue(refused.retryAfterSeconds() >= 1);
    }

    @Test
    void undecided_isTakenBack() throws Throwable {
        Api.Someone someone = newcomer();
        ClientAddress address = new ClientAddress(freshAddress());
        for (int i = 0; i < 7; i++) {
            VertxContextSupport.subscribeAndAwait(
                    () -> attempts.begin(someone.username(), address).chain(attempts::undecided));
        }
        fail(someone.username(), address.value(), 5);
    }

    @Test
    void sweep_clearsOldFailures_andKeepsKnownAddresses() throws Throwable {
        Api.Someone someone = newcomer();
        String usual = freshAddress();
        String other = freshAddress();
        login(someone.username(), Api.PASSWORD, usual).then().statusCode(200);
        fail(someone.username(), other, 1);
        run("update login_attempt set counted_at = counted_at - interval '25 hours'");
        assertTrue(VertxContextSupport.subscribeAndAwait(attempts::sweep) >= 2);
        assertEquals(1, count("login_attempt where scope = 'PAIR' and key = 'p" + someone.id() + " " + usual + "'"));
        assertEquals(0, count("login_attempt where key like '%" + other + "'"));
        run("update login_attempt set known_at = known_at - interval '91 days'");
        assertTrue(VertxContextSupport.subscribeAndAwait(attempts::sweep) >= 1);
        assertEquals(0, count("login_attempt where key like '%" + usual + "'"));
    }

    @Test
    void begin_whenSwitchedOff_countsAndRefusesNothing() throws Throwable {
        LoginAttempts off = new LoginAttempts(rows, new Off(), clock, vertx);
        ClientAddress address = new ClientAddress(freshAddress());
        for (int i = 0; i < 10; i++) {
            VertxContextSupport.subscribeAndAwait(() -> off.begin("anybody", address));
        }
        VertxContextSupport.subscribeAndAwait(() -> off.begin("anybody", address)
                .call(off::undecided)
                .chain(off::succeeded)
                .chain(() -> off.trust(1, address)));
        assertEquals(0, count("login_attempt where key like '%" + address.value() + "'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            ''                       | 192.0.2.1          | 192.0.2.1
            198.51.100.7             | 10.0.0.1           | 198.51.100.7
            6.6.6.6, 198.51.100.7    | 10.0.0.1           | 198.51.100.7
            rubbish                  | 192.0.2.1          | 192.0.2.1
            example.com              | 192.0.2.1          | 192.0.2.1
            198.51.100.7,            | 192.0.2.1          | 192.0.2.1
            2001:db8:1:2:3:4:5:6     | 10.0.0.1           | 2001:db8:1:2:0:0:0:0/64
            2001:db8:1:2::9          | 10.0.0.1           | 2001:db8:1:2:0:0:0:0/64
            ::ffff:198.51.100.7      | 10.0.0.1           | 198.51.100.7
            ''                       | null               | unknown
            """)
    void address_isTheGatewaysWord_elseThePeer(String forwarded, String peer, String address) {
        assertEquals(new ClientAddress(address), ClientAddress.of(forwarded, peer));
    }

    private record Off() implements LoginAttemptConfig {

        @Override
        public boolean limited() {
            return false;
        }

        @Override
        public Duration sweepInterval() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration keepFailures() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration keepKnown() {
            return Duration.ofDays(1);
        }
    }

    /** Registered, and nowhere known. */
    private static Api.Someone newcomer() {
        String name = Api.freshName();
        int id = Api.register(name, name + "@example.com", Api.PASSWORD)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new Api.Someone(id, name, name + "@example.com", null, null);
    }

    private static String freshAddress() {
        int next = NEXT.incrementAndGet();
        return "10.1." + next / 250 + "." + (next % 250 + 1);
    }

    private static void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            login(name, WRONG, address).then().statusCode(401);
        }
    }

    private static Response login(String name, String password, String address) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", "6.6.6.6, " + address)
                .body(Map.of("username", name, "password", password))
                .post("/api/v1/auth/login/");
    }

    private static int retryAfter(Response refused) {
        refused.then().statusCode(429);
        return Integer.parseInt(refused.header("Retry-After"));
    }

    /** As if the pauses were over. */
    private void reopen() {
        run("update login_attempt set closed_until = now() where closed_until is not null");
    }

    private static List<Response> atOnce(int times, Callable<Response> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Response>> futures = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            futures.add(threads.submit(() -> {
                start.await();
                return request.call();
            }));
        }
        start.countDown();
        List<Response> answers = new ArrayList<>();
        for (Future<Response> future : futures) {
            answers.add(future.get());
        }
        threads.shutdown();
        return answers;
    }

    private long count(String what) {
        return pool.query("select count(*) from " + what)
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    private void run(String sql) {
        assertEquals(0, pool.query(sql).executeAndAwait().size());
    }
}
