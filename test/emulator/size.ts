/** Width and height in pixels, both even, as H.264 needs them. */
export interface Size {
	readonly width: number;
	readonly height: number;
}

const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2);

/** A picture of this shape (width divided by height) whose shorter side has this many lines. */
function shaped(aspect: number, lines: number): Size {
	return aspect >= 1
		? { width: even(lines * aspect), height: even(lines) }
		: { width: even(lines), height: even(lines / aspect) };
}

/**
 * The size of the video that a request asks for: `ratio` in pixels as it stands; a shape such as 16:9 with the
 * lines of `resolution` (default 720); otherwise the shape of the first image, or 16:9.
 */
export function sizeOf(body: Readonly<Record<string, unknown>>, image?: Size): Size {
	const ratio = typeof body.ratio === 'string' ? body.ratio : '';
	const resolution = typeof body.resolution === 'string' ? body.resolution.toLowerCase() : '';
	const named = /^auto_(\d+)p$/.exec(ratio)?.[1] ?? /^(\d+)p$/.exec(resolution)?.[1];
	const lines = resolution === '2k' ? 1440 : Number(named ?? 720);
	const [, across = 0, down = 0] = (/^(\d+):(\d+)$/.exec(ratio) ?? []).map(Number);
	if (across >= 100) return { width: even(across), height: even(down) };
	if (across > 0) return shaped(across / down, lines);
	// An extreme strip would overflow the encoder's limits; Runway refuses such shapes.
	const aspect = image ? Math.min(4, Math.max(0.25, image.width / image.height)) : 16 / 9;
	return shaped(aspect, lines);
}
