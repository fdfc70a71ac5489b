/** What the app may do in Slack, each with what needs it; the manifest asks for these and no more. */
const SCOPES = {
  "app_mentions:read": "event app_mention",
  "assistant:write": "method assistant.threads.setStatus",
  "channels:history": "method conversations.history",
  "channels:read": "event channel_archive",
  "chat:write": "method chat.postMessage",
  commands: "slash commands and shortcuts",
  "files:read": "method files.info",
  "files:write": "method files.getUploadURLExternal",
  "groups:history": "method conversations.history",
  "groups:read": "event group_archive",
  "im:history": "event message.im",
  "im:write": "method conversations.open",
  "users:read": "method users.list",
  "users:read.email": "the e-mail address in users.list",
} as const;

export const BOT_SCOPES = Object.keys(SCOPES);

/** What Slack tells the app of; each is listened to, and needs one of the scopes above. */
export const EVENTS = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "channel_archive",
  "channel_deleted",
  "channel_left",
  "channel_rename",
  "channel_unarchive",
  "group_archive",
  "group_deleted",
  "group_left",
  "group_unarchive",
  "member_joined_channel",
  "message.im",
  "team_join",
  "tokens_revoked",
  "user_change",
] as const;
