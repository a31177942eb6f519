/** Writes that may be sent again: the answers of requests with an {@code Idempotency-Key}, kept in the transaction of their effect. */
package io.otklik.idempotency;
