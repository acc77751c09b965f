/** The example answer of SignalWire's documentation of `GET /api/video/rooms`, as text. */
export const examplePageText = `{
  "links": {
    "self": "https://example.signalwire.com/api/video/rooms?page=2",
    "first": "https://example.signalwire.com/api/video/rooms?page=1",
    "next": "https://example.signalwire.com/api/video/rooms?page=3",
    "prev": "https://example.signalwire.com/api/video/rooms?page=1"
  },
  "data": [
    {
      "id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
      "name": "my_room",
      "display_name": "My Room's Name",
      "description": "This room will be used for full company all hands meetings",
      "max_members": 20,
      "quality": "720p",
      "fps": 20,
      "join_from": "2022-01-01T00:00:00Z",
      "join_until": "2022-12-31T23:59:59Z",
      "remove_at": "2022-12-31T23:59:59Z",
      "remove_after_seconds_elapsed": 120,
      "layout": "grid-responsive",
      "record_on_start": false,
      "tone_on_entry_and_exit": true,
      "room_join_video_off": false,
      "user_join_video_off": false,
      "enable_room_previews": false,
      "sync_audio_video": true,
      "meta": {},
      "prioritize_handraise": false,
      "created_at": "2022-01-01T10:00:00Z",
      "updated_at": "2022-01-01T11:00:00Z",
      "active_session": {
        "id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
        "room_id": "a1b2c3d4-5e6f-7890-abcd-ef1234567890",
        "name": "my_example_room",
        "display_name": "My Room's Name",
        "join_from": "2022-01-01T00:00:00Z",
        "join_until": "2022-12-31T23:59:59Z",
        "remove_at": "2022-12-31T23:59:59Z",
        "remove_after_seconds_elapsed": 120,
        "layout": "grid-responsive",
        "max_members": 20,
        "fps": 20,
        "quality": "720p",
        "start_time": "2022-01-01T10:00:00Z",
        "end_time": "2022-01-01T11:00:00Z",
        "duration": 120,
        "status": "completed",
        "record_on_start": true,
        "enable_room_previews": true,
        "preview_url": "https://example.signalwire.com/api/video/room_sessions/c22d24f6-5a47-4597-9a23-c7d01e696b92/preview",
        "audio_video_sync": true
      }
    }
  ]
}`;
