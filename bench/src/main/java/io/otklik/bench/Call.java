package io.otklik.bench;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/** A request to the suite; token and body are null where there is none. */
record Call(HttpMethod method, String path, String token, JsonObject body) {

    static Call get(String path, String token) {
        return new Call(HttpMethod.GET, path, token, null);
    }

    static Call post(String path, String token, JsonObject body) {
        return new Call(HttpMethod.POST, path, token, body);
    }

    static Call patch(String path, String token, JsonObject body) {
        return new Call(HttpMethod.PATCH, path, token, body);
    }
}
