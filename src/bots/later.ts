import { type Chat, openWriting } from "./chat.ts";

/**
 * A platform whose adapter is loaded when there is something for it to do: its vendor's library is
 * large, and most processes never need it.
 * @param open called until it worked once
 */
export function chatLater(platform: string, open: () => Promise<Chat>): Chat {
  let opened: Chat | null = null;
  const chat = async (): Promise<Chat> => {
    opened ??= await open();
    return opened;
  };
  return {
    platform,
    send: async (delivery, sending) => await (await chat()).send(delivery, sending),
    redraw: async (delivery) => (await (await chat()).redraw?.(delivery)) ?? null,
    fetchFile: async (workspaceId, file) => {
      const { fetchFile } = await chat();
      if (!fetchFile) throw new Error(`${platform} takes no files`);
      return await fetchFile(workspaceId, file);
    },
    people: async (workspaceId) => (await (await chat()).people?.(workspaceId)) ?? [],
    // The first answer of a process is not shown while it is written; it must not wait for a library.
    stream: (delivery) => {
      if (opened) return openWriting(opened, delivery);
      void chat().catch(() => undefined);
      return openWriting(
        { platform, send: async (row) => await (await chat()).send(row) },
        delivery,
      );
    },
  };
}
