package io.otklik.identity.api.bot;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.identity.Telegram;
import io.otklik.identity.account.Accounts;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in with what Telegram signed, and who one is then. */
@QuarkusTest
@WithTestResource(RealParts.class)
class BotAuthTest extends BotTestBase {

    private static final String LOGIN = "/bot/api/v1/auth/telegram";
    private static final String WRONG_SIGNATURE =
            "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"Подпись данных Telegram неверна.\",\"details\":[]}}";

    @Inject
    Accounts accounts;

    @Test
    void login_theFirstTime_makesThePerson() {
        long telegramId = Telegram.freshId();
        Response login = Telegram.login(Telegram.data(telegramId, "John", "Doe", "john_doe"));
        login.then().statusCode(200);
        String expected =
                "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":604800,\"user\":{\"id\":\"%s\","
                        + "\"telegram_id\":%d,\"username\":\"john_doe\",\"first_name\":\"John\",\"role\":\"USER\",\"created_at\":\"%s\"}}";
        assertEquals(
                expected.formatted(
                        login.path("access_token"), login.path("user.id"), telegramId, login.path("user.created_at")),
                login.asString());
        assertEquals(7, UUID.fromString(login.path("user.id")).version());
        login.then().body("user.created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));
    }

    @Test
    void token_livesAWeek_andIsValidInOtherContracts() {
        String token = Telegram.login(Telegram.data(Telegram.freshId(), "Anna", null, "anna_tokens"))
                .path("access_token");
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        JsonObject read = new JsonObject(claims);
        assertEquals(604_800L, read.getLong("exp") - read.getLong("iat"));
        Api.me(token).then().statusCode(200).body("username", is("anna_tokens")).body("email", nullValue());
        Api.authorized(token).get("/api/auth/profile").then().statusCode(200).body("role", is("REQUESTER"));
    }

    @Test
    void me_isTheWholeUser() {
        long telegramId = Telegram.freshId();
        String token = Telegram.login(Telegram.data(telegramId, "John", "Doe", "john_me"))
                .path("access_token");
        Response me = me(token);
        String expected = "{\"id\":\"%s\",\"telegram_id\":%d,\"username\":\"john_me\",\"first_name\":\"John\","
                + "\"last_name\":\"Doe\",\"role\":\"USER\",\"is_active\":true,\"created_at\":\"%s\",\"updated_at\":\"%s\"}";
        assertEquals(
                expected.formatted(me.path("id"), telegramId, me.path("created_at"), me.path("updated_at")),
                me.asString());
    }

    @Test
    void me_ofSomebodyWithoutTelegram_showsTheUsernameForTheName() {
        Api.Someone someone = Api.someone();
        me(someone.access())
                .then()
                .statusCode(200)
                .body("telegram_id", nullValue())
                .body("first_name", is(someone.username()))
                .body("last_name", nullValue());
    }

    @Test
    void me_withoutATokenOrWithABadOne_is401InTheEnvelope() {
        given().get("/bot/api/v1/auth/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(
                        equalTo(
                                "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"Учетные данные не были предоставлены.\",\"details\":[]}}"));
        me("a.b.c").then().statusCode(401).body("error.code", is("UNAUTHORIZED"));
    }

    @Test
    void login_again_isTheSamePerson_withTheNamesOfToday() {
        long telegramId = Telegram.freshId();
        Response first = Telegram.login(Telegram.data(telegramId, "Ivan", "Petrov", "ivan_old"));
        Response second = Telegram.login(Telegram.data(telegramId, "Иван", null, "ivan_new"));
        second.then().statusCode(200).body("user.id", is((String) first.path("user.id")));
        me(second.path("access_token"))
                .then()
                .body("username", is("ivan_new"))
                .body("first_name", is("Иван"))
                .body("last_name", nullValue());
        // The old name is free again.
        Telegram.login(Telegram.data(Telegram.freshId(), "Other", null, "ivan_old"))
                .then()
                .body("user.username", is("ivan_old"));
    }

    @Test
    void login_again_keepsTheUsernameChosenHere_untilTelegramHasAnother() {
        long telegramId = Telegram.freshId();
        String token = Telegram.login(Telegram.data(telegramId, "Olga", null, "olga_there"))
                .path("access_token");
        edit(token, Map.of("username", "olga_here")).then().statusCode(200);
        Telegram.login(Telegram.data(telegramId, "Olga", null, "olga_there"))
                .then()
                .body("user.username", is("olga_here"));
        Telegram.login(Telegram.data(telegramId, "Olga", null, "olga_moved"))
                .then()
                .body("user.username", is("olga_moved"));
    }

    @Test
    void login_withATakenUsername_getsASuffix_andKeepsIt() {
        Api.Someone someone = Api.someone();
        long telegramId = Telegram.freshId();
        String taken = someone.username().toUpperCase(java.util.Locale.ROOT);
        Telegram.login(Telegram.data(telegramId, "A", null, taken))
                .then()
                .statusCode(200)
                .body("user.username", is(taken + "_2"));
        Telegram.login(Telegram.data(Telegram.freshId(), "B", null, taken))
                .then()
                .body("user.username", is(taken + "_3"));
        Telegram.login(Telegram.data(telegramId, "A", null, taken)).then().body("user.username", is(taken + "_2"));
        // What was there stays as it was.
        Api.login(someone.username(), Api.PASSWORD).then().statusCode(200);
    }

    @Test
    void login_withoutAUsername_getsOne() {
        long telegramId = Telegram.freshId();
        Telegram.login(Telegram.data(telegramId, "Nameless", null, null))
                .then()
                .statusCode(200)
                .body("user.username", is("tg_" + telegramId))
                .body("user.first_name", is("Nameless"));
        long another = Telegram.freshId();
        Telegram.login(Telegram.data(another, " ", "\u0000", "с пробелом"))
                .then()
                .statusCode(200)
                .body("user.username", is("tg_" + another))
                .body("user.first_name", is("tg_" + another));
    }

    @Test
    void login_manyAtOnce_makeOnePerson() throws Exception {
        Map<String, String> data = Telegram.data(Telegram.freshId(), "Once", null, "only_once");
        List<Response> answers = Api.atOnce(6, () -> Telegram.login(data));
        answers.forEach(answer -> answer.then().statusCode(200).body("user.username", is("only_once")));
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> answer.path("user.id"))
                        .collect(Collectors.toSet())
                        .size());
    }

    @Test
    void hash_mayBeBesideTheDataToo_andBothMustAgree() {
        Map<String, String> data = Telegram.data(Telegram.freshId(), "Hash", null, null);
        String hash = Telegram.hash(data);
        login(Map.of("initData", Telegram.query(data), "hash", hash)).then().statusCode(200);
        login(Map.of("initData", Telegram.signed(data), "hash", hash)).then().statusCode(200);
        refused(login(Map.of("initData", Telegram.signed(data), "hash", "00" + hash.substring(2))));
        refused(login(Map.of("initData", Telegram.query(data), "hash", "00" + hash.substring(2))));
        for (String wrong : List.of("no hex", hash + "0", hash + "00", hash.repeat(1000), "хеш")) {
            refused(login(Map.of("initData", Telegram.query(data), "hash", wrong)));
        }
        refused(login(Map.of("initData", Telegram.query(data))));
    }

    @Test
    void login_withWhatTelegramDidNotSign_is401() {
        Map<String, String> data = Telegram.data(Telegram.freshId(), "Eve", null, "eve");
        String signed = Telegram.signed(data);
        String hash = "&hash=" + Telegram.hash(data);
        refused(Telegram.login(signed + "&user=%7B%22id%22%3A1%7D"));
        refused(Telegram.login(signed + "&more=1"));
        refused(Telegram.login(signed + "&query_id=" + data.get("query_id")));
        refused(Telegram.login(signed + hash));
        refused(Telegram.login(signed.replace("Eve", "Adam")));
        refused(Telegram.login(signed.replace("%22", "%2")));
        refused(Telegram.login("&" + signed));
        refused(Telegram.login("nonsense"));
        refused(Telegram.login(Telegram.query(data) + "&hash=" + Telegram.hash(data, "7654321:another")));
        // The signature that is for others is signed as well.
        data.put("signature", "another");
        refused(Telegram.login(Telegram.query(data) + hash));
    }

    @Test
    void login_withoutWhatIsNeeded_is401() {
        for (String field : List.of("user", "auth_date")) {
            Map<String, String> data = Telegram.data(Telegram.freshId(), "A", null, null);
            data.remove(field);
            refused(Telegram.login(data));
        }
        for (String user : List.of("{", "[]", "{\"first_name\":\"A\"}", "{\"id\":\"1\"}", "{\"id\":1.5}")) {
            Map<String, String> data = Telegram.data(Telegram.freshId(), "A", null, null);
            data.put("user", user);
            refused(Telegram.login(data));
        }
        Map<String, String> data = Telegram.data(Telegram.freshId(), "A", null, null);
        data.put("auth_date", "today");
        refused(Telegram.login(data));
    }

    @ParameterizedTest
    @CsvSource({"-86520, 401", "-86280, 200", "0, 200", "60, 401", "99999999999, 401"})
    void login_withDataOfAnotherTime(long seconds, int status) {
        Map<String, String> data = Telegram.data(Telegram.freshId(), "Late", null, null);
        data.put("auth_date", Long.toString(Instant.now().getEpochSecond() + seconds));
        Response login = Telegram.login(data);
        login.then().statusCode(status);
        if (status == 401) {
            login.then()
                    .body(
                            equalTo(
                                    "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"Данные Telegram устарели.\",\"details\":[]}}"));
        }
    }

    @Test
    void login_ofABlockedPerson_is401_andHisTokenIsDead() throws Throwable {
        Map<String, String> data = Telegram.data(Telegram.freshId(), "Bad", null, null);
        String token = Telegram.login(data).path("access_token");
        int id = Api.me(token).path("id");
        VertxContextSupport.subscribeAndAwait(() -> accounts.setBlocked(id, true, 0));
        Telegram.login(data)
                .then()
                .statusCode(401)
                .body(
                        equalTo(
                                "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"Пользователь заблокирован.\",\"details\":[]}}"));
        me(token).then().statusCode(401);
        VertxContextSupport.subscribeAndAwait(() -> accounts.setBlocked(id, false, 0));
        me(token).then().statusCode(401);
        Telegram.login(data).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; initData; Это поле обязательно.",
                "{\"initData\":null}; initData; Это поле не может быть пустым.",
                "{\"initData\":\" \"}; initData; Это поле не может быть пустым.",
                "{\"initData\":1}; initData; Значение должно быть строкой.",
                "{\"initData\":\"a\\u0000\"}; initData; Нулевые символы не допускаются.",
                "{\"initData\":\"a=b\",\"hash\":1}; hash; Значение должно быть строкой."
            })
    void login_badBody_is422(String body, String field, String message) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(LOGIN)
                .then()
                .statusCode(422)
                .body(equalTo(invalid(field, message)));
    }

    @Test
    void login_thatIsNoJson_is400_andOtherTypes415_andMethods405() {
        given().contentType(ContentType.JSON)
                .body("{")
                .post(LOGIN)
                .then()
                .statusCode(400)
                .body(equalTo(
                        "{\"error\":{\"code\":\"BAD_REQUEST\",\"message\":\"Ошибка разбора JSON.\",\"details\":[]}}"));
        given().contentType(ContentType.TEXT)
                .body("{}")
                .post(LOGIN)
                .then()
                .statusCode(415)
                .body("error.code", is("UNSUPPORTED_MEDIA_TYPE"));
        given().get(LOGIN).then().statusCode(405).body("error.code", is("METHOD_NOT_ALLOWED"));
        given().get("/bot/api/v1/auth/nothing").then().statusCode(404).body("error.code", is("NOT_FOUND"));
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401).header("WWW-Authenticate", "Bearer").body(equalTo(WRONG_SIGNATURE));
    }

    private static Response login(Map<String, String> body) {
        return Api.post(LOGIN, body);
    }
}
