package io.otklik.identity.api.techsupport;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class TakenNamesTest {

    @Test
    void register_twentyAtOnce_oneWins() throws Exception {
        String name = Api.freshName();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Response>> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // Half of them in another case, half with the name where the others have the e-mail.
            String username = i % 2 == 0 ? name + "@example.com" : name;
            String email = i % 3 == 0 ? name.toUpperCase() + "@EXAMPLE.com" : name + "@example.com";
            attempts.add(threads.submit(() -> {
                start.await();
                return Api.register(username, email, Api.PASSWORD);
            }));
        }
        start.countDown();
        Map<Integer, Integer> statuses = new HashMap<>();
        for (Future<Response> attempt : attempts) {
            Response response = attempt.get();
            statuses.merge(response.statusCode(), 1, Integer::sum);
            if (response.statusCode() == 400) {
                assertEquals(true, response.asString().contains("уже существует"), response.asString());
            }
        }
        threads.shutdown();
        assertEquals(Map.of(201, 1, 400, 19), statuses);
    }

    @Test
    void register_takenNamesAreNamedInAnyCase_bothAtOnce() {
        Api.Someone other = Api.someone();
        Api.register(other.username().toUpperCase(), other.email().toUpperCase(), Api.PASSWORD)
                .then()
                .statusCode(400)
                .body(equalTo("{\"username\":[\"Пользователь с таким именем уже существует.\"],"
                        + "\"email\":[\"Пользователь с таким адресом электронной почты уже существует.\"]}"));
    }

    @Test
    void register_takenNamesInCyrillicAreFoundInAnyCase() {
        String name = "Ёжик-" + Api.freshName();
        Api.register(name, Api.freshName() + "@example.com", Api.PASSWORD)
                .then()
                .statusCode(201);
        Api.register(name.toUpperCase(), Api.freshName() + "@example.com", Api.PASSWORD)
                .then()
                .statusCode(400)
                .body("username[0]", is("Пользователь с таким именем уже существует."));
        Api.login(name.toLowerCase(), Api.PASSWORD).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "münchen.de, xn--mnchen-3ya.de",
        "xn--mnchen-3ya.de, MÜNCHEN.de",
        "почта.пример.рф, xn--80a1acny.xn--e1afmkfd.xn--p1ai",
        "PLAIN.example, plain。example",
        "straße.de, strasse.de"
    })
    void register_bothSpellingsOfADomainAreOneMailbox(String written, String otherwise) {
        String name = Api.freshName();
        Api.register(name, name + "@" + written, Api.PASSWORD)
                .then()
                .statusCode(201)
                .body("email", is(name + "@" + written));
        Api.register(Api.freshName(), name + "@" + otherwise, Api.PASSWORD)
                .then()
                .statusCode(400)
                .body(equalTo("{\"email\":[\"Пользователь с таким адресом электронной почты уже существует.\"]}"));
        Api.register(name + "@" + otherwise.replace('。', '.'), Api.freshName() + "@example.com", Api.PASSWORD)
                .then()
                .statusCode(400)
                .body("username[0]", is("Пользователь с таким именем уже существует."));
        for (String domain : List.of(written, otherwise)) {
            Api.login(name + "@" + domain, Api.PASSWORD).then().statusCode(200);
        }
    }

    @Test
    void register_usernameThatIsAnothersEmailIsRefused_inBothDirections() {
        Api.Someone other = Api.someone();
        Api.register(other.email().toUpperCase(), "free-" + other.email(), Api.PASSWORD)
                .then()
                .statusCode(400)
                .body(equalTo("{\"username\":[\"Пользователь с таким именем уже существует.\"]}"));

        String mail = Api.freshName() + "@example.com";
        Api.register(mail, mail, Api.PASSWORD).then().statusCode(201);
        String another = Api.freshName() + "@example.com";
        Api.register(another, "x" + another, Api.PASSWORD).then().statusCode(201);
        Api.register(Api.freshName(), another, Api.PASSWORD)
                .then()
                .statusCode(400)
                .body(equalTo("{\"email\":[\"Пользователь с таким адресом электронной почты уже существует.\"]}"));
    }
}
