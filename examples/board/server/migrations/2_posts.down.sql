DROP TABLE post_event_counter;
DROP TABLE post_events;
DROP TABLE posts;
