package io.otklik.admin.chat;

import java.util.Set;

/**
 * The wish for a chat. The name's length has been checked by the contract.
 *
 * @param participants ids of colleagues; whoever creates the chat takes part in any case
 */
public record NewChat(String name, ChatType type, Set<Long> participants) {}
