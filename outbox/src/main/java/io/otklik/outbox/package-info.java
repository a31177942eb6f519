/**
 * Reliable events. Out: {@link io.otklik.outbox.Outbox} appends in the caller's transaction, a relay publishes. In: {@link
 * io.otklik.outbox.EffectsConsumer} applies batches, one transaction each, and puts aside the records that cannot be applied.
 */
package io.otklik.outbox;
