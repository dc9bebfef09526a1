import { createCanvas, GlobalFonts, type Canvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import { createHash } from 'node:crypto';

import type { Size } from './size';

/** A bare machine has no fonts at all, so text is drawn with one that comes as a package. */
const font = 'Emulator Sans';
GlobalFonts.registerFromPath(
	require.resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff2'),
	font,
);

/** Draws a picture scaled and cropped around its centre so that it fills the whole size. `zoom` 1 = just fits. */
export function cover(context: SKRSContext2D, image: Image | Canvas, size: Size, zoom = 1): void {
	const scale = zoom * Math.max(size.width / image.width, size.height / image.height);
	const width = image.width * scale;
	const height = image.height * scale;
	context.drawImage(image, (size.width - width) / 2, (size.height - height) / 2, width, height);
}

/** A copy of a picture, cropped and scaled once so that many frames can be made from it cheaply. */
export function coverOnce(image: Image | Canvas, size: Size): Canvas {
	const canvas = createCanvas(size.width, size.height);
	const context = canvas.getContext('2d');
	// Transparent places show as grey instead of black.
	context.fillStyle = '#808080';
	context.fillRect(0, 0, size.width, size.height);
	cover(context, image, size);
	return canvas;
}

/** Breaks text into lines that fit the width; words that are too long are broken anywhere. */
function wrap(context: SKRSContext2D, text: string, width: number): string[] {
	const fits = (line: string) => context.measureText(line).width <= width;
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/).filter((one) => one !== '')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (fits(longer)) {
			line = longer;
			continue;
		}
		if (line !== '') lines.push(line);
		line = '';
		for (const character of word) {
			if (!fits(line + character)) {
				lines.push(line);
				line = '';
			}
			line += character;
		}
	}
	if (line !== '') lines.push(line);
	return lines;
}

/** A coloured card with the text as large as it fits, a heading above and the rest of the picture free below. */
export function card(size: Size, heading: string, text: string): Canvas {
	const { width, height } = size;
	const canvas = createCanvas(width, height);
	const context = canvas.getContext('2d');
	const hue = createHash('sha1').update(text).digest().readUInt16BE(0) % 360;
	const shade = context.createLinearGradient(0, 0, width, height);
	shade.addColorStop(0, `hsl(${hue} 55% 30%)`);
	shade.addColorStop(1, `hsl(${(hue + 50) % 360} 60% 16%)`);
	context.fillStyle = shade;
	context.fillRect(0, 0, width, height);
	const margin = Math.min(width, height) * 0.08;
	context.textBaseline = 'top';
	context.fillStyle = 'rgb(255 255 255 / 0.7)';
	context.font = `${Math.round(Math.min(width, height) * 0.04)}px "${font}"`;
	const headings = wrap(context, heading, width - 2 * margin);
	const headingLine = Math.min(width, height) * 0.052;
	headings.forEach((line, index) => context.fillText(line, margin, margin + index * headingLine));
	const top = margin + (headings.length + 1) * headingLine;
	const room = height * 0.84 - top;
	context.fillStyle = 'white';
	for (let pixels = Math.round(Math.min(width, height) * 0.1); pixels >= 6; pixels -= 2) {
		context.font = `${pixels}px "${font}"`;
		const lines = wrap(context, text, width - 2 * margin);
		const fitting = Math.max(1, Math.floor(room / (pixels * 1.3)));
		if (lines.length > fitting && pixels > 12) continue;
		lines.slice(0, fitting).forEach((line, index) => {
			context.fillText(line, margin, top + index * pixels * 1.3);
		});
		break;
	}
	return canvas;
}

/** Small copies of further pictures, in a row along the top edge. */
export function thumbnails(context: SKRSContext2D, images: ReadonlyArray<Image | Canvas>, size: Size): void {
	const side = Math.round(Math.min(size.width, size.height) / 6);
	images.slice(0, Math.floor(size.width / (side + 8))).forEach((image, index) => {
		const small = coverOnce(image, { width: side, height: side });
		context.drawImage(small, size.width - (index + 1) * (side + 8), 8);
	});
}

/** What moves in every video: a bar along the bottom, a dot on it and the time, in seconds. */
export function progress(context: SKRSContext2D, size: Size, position: number, label: string): void {
	const { width, height } = size;
	const bar = Math.max(2, Math.round(Math.min(width, height) * 0.02));
	context.fillStyle = 'rgb(0 0 0 / 0.45)';
	context.fillRect(0, height - bar * 4, width, bar * 4);
	context.fillStyle = '#ffb703';
	context.fillRect(0, height - bar, width * position, bar);
	context.beginPath();
	context.arc(bar + (width - 2 * bar) * position, height - bar, bar, 0, 2 * Math.PI);
	context.fill();
	context.fillStyle = 'white';
	context.font = `${Math.round(bar * 1.5)}px "${font}"`;
	context.textBaseline = 'middle';
	context.fillText(label, bar, height - bar * 3);
}

/** Fills a small picture with colours that follow from a text. */
export function label(canvas: Canvas, text: string): void {
	const context = canvas.getContext('2d');
	const digest = createHash('sha256').update(text).digest();
	const side = canvas.width / 4;
	for (let at = 0; at < 16; at += 1) {
		context.fillStyle = `rgb(${digest[at]} ${digest[at + 8]} ${digest[at + 16]})`;
		context.fillRect((at % 4) * side, Math.floor(at / 4) * side, side, side);
	}
}

/** A line of text on a dark strip along the top edge. */
export function caption(context: SKRSContext2D, { width, height }: Size, text: string): void {
	const pixels = Math.max(8, Math.round(Math.min(width, height) * 0.04));
	context.fillStyle = 'rgb(0 0 0 / 0.55)';
	context.fillRect(0, 0, width, pixels * 1.8);
	context.fillStyle = 'white';
	context.font = `${pixels}px "${font}"`;
	context.textBaseline = 'middle';
	context.fillText(text, pixels / 2, pixels * 0.9, width - pixels);
}
