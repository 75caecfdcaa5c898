DROP TABLE post_feed;
DROP TABLE post_events;
DROP TABLE posts;
