package io.otklik.admin.chat;

/** The statements of {@link Chats} and {@link ChatReads}. */
final class ChatSql {

    /** Of a chat c that the person $1 takes part in by m. */
    private static final String VIEW = """
            select c.id, c.name, c.chat_type, c.is_active, c.created_at,
                   (select array_agg(person_id order by person_id) from chat_member
                    where chat_id = c.id and active) members,
                   (select count(*) from chat_message
                    where chat_id = c.id and id > m.read_up_to and sender_id <> $1) unread,
                   l.content last_content, l.sender_id last_sender_id, l.created_at last_at
            from chat_member m
            join chat c on c.id = m.chat_id
            left join lateral (
                select content, sender_id, created_at from chat_message
                where chat_id = c.id order by id desc limit 1) l on true
            where m.person_id = $1 and m.active""";

    private static final String ACTIVE_VIEW = VIEW + " and c.is_active";

    /** 1 person, 2 rows, 3 rows to pass over. Every row has the total; the only row of an empty page has nothing else. */
    static final String LIST = """
            select n.total, v.*
            from (select count(*) total from chat_member m join chat c on c.id = m.chat_id
                  where m.person_id = $1 and m.active and c.is_active) n
            left join lateral (%s order by m.chat_id desc limit $2 offset $3) v on true
            order by v.id desc""".formatted(ACTIVE_VIEW);

    /** 1 person, 2 chat. */
    static final String ONE = ACTIVE_VIEW + " and c.id = $2";

    /** 1 person, 2 chat: also one that has just been made inactive. */
    static final String CHANGED = VIEW + " and c.id = $2";

    /** 1 chat, 2 person. */
    static final String TAKES_PART = """
            select from chat_member m join chat c on c.id = m.chat_id
            where m.chat_id = $1 and m.person_id = $2 and m.active and c.is_active""";

    /**
     * 1 chat, 2 person, 3 the id that the page lies after, 4 rows. No row: no such chat for him; else every row has the total, and
     * the only row of an empty page nothing else. A first page that holds everything is its own total.
     */
    static final String MESSAGES = """
            with page as materialized (
                select m.*, exists (select from chat_member
                                    where chat_id = $1 and person_id <> m.sender_id and read_up_to >= m.id) is_read
                from chat_message m where m.chat_id = $1 and m.id > $3
                order by m.id limit $4
            )
            select case when $3 = 0 and (select count(*) from page) < $4 then (select count(*) from page)
                        else (select count(*) from chat_message where chat_id = $1)
                   end total, p.*
            from (%s) reader left join page p on true
            order by p.id""".formatted(TAKES_PART.replace("select from", "select 1 from"));

    /** 1 chat, 2 person, 3 the newest message that he was shown. */
    static final String MARK_READ =
            "update chat_member set read_up_to = $3 where chat_id = $1 and person_id = $2 and read_up_to < $3";

    /** 1 uuid, 2 name, 3 type, 4 creator, 5 time. */
    static final String INSERT = """
            insert into chat (uuid, name, chat_type, created_by, created_at)
            values ($1, $2, $3, $4, $5) returning id""";

    /** 1 chat, 2 name, 3 type, 4 whether it is active; null for what stays. */
    static final String UPDATE = """
            update chat set name = coalesce($2, name), chat_type = coalesce($3, chat_type),
                            is_active = coalesce($4, is_active)
            where id = $1""";

    static final String GIVE_UP = "update chat set is_active = false where id = $1";

    /** Nothing else in it: what follows in the transaction sees what those did who had the lock before. */
    static final String LOCK = "select from chat where id = $1 and is_active for no key update";

    /** 1 chat, 2 person. */
    static final String STANDING = """
            select chat_type, created_by,
                   exists (select from chat_member where chat_id = $1 and person_id = $2 and active) is_member
            from chat where id = $1""";

    static final String MEMBERS = "select person_id from chat_member where chat_id = $1 and active";

    /** 1 chat, 2 people. Touches those who take no part yet. */
    static final String ENTER = """
            insert into chat_member (chat_id, person_id) select $1, unnest($2::bigint[])
            on conflict (chat_id, person_id) do update set active = true where not chat_member.active""";

    /** 1 chat, 2 person. */
    static final String LEAVE = "update chat_member set active = false where chat_id = $1 and person_id = $2";

    /** 1 uuid, 2 chat, 3 sender, 4 content, 5 type, 6 the message that it answers, 7 time. No row: that is none of this chat. */
    static final String SAY = """
            insert into chat_message (uuid, chat_id, sender_id, content, message_type, reply_to, created_at)
            select $1, $2, $3, $4, $5, $6, $7
            where $6::bigint is null or exists (select from chat_message where id = $6 and chat_id = $2)
            returning *, false is_read""";

    private ChatSql() {}
}
