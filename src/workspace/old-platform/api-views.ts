import { ApiError, explained, type Methods } from './api-error.ts';
import { checkView } from './check-view.ts';
import { isObj, type Obj, str } from './json.ts';
import { LIMITS } from './limits.ts';
import type { Platform } from './platform.ts';
import { storeBlocks } from './store-blocks.ts';
import type { View } from './views.ts';

export function viewMethods(platform: Platform): Methods {
  const { cast, views, tickets } = platform;
  return {
    'views.open': (args) => {
      const view = readView(platform, args, 'modal');
      return { view: views.asSlack(views.open(redeem(args), view, true)) };
    },
    'views.push': (args) => {
      const view = readView(platform, args, 'modal');
      const user = redeem(args);
      if (views.stack(user).length === 0) throw new ApiError('not_found');
      if (views.stack(user).length >= LIMITS.modalStack) throw new ApiError('push_limit_reached');
      return { view: views.asSlack(views.open(user, view, false)) };
    },
    'views.update': (args) => {
      const known = views.find({ view_id: str(args.view_id), external_id: str(args.external_id) });
      if (!known) throw new ApiError('view_not_found');
      if (str(args.hash) && args.hash !== known.hash) throw new ApiError('hash_conflict');
      views.update(known, readView(platform, args, known.type, known));
      return { view: views.asSlack(known) };
    },
    'views.publish': (args) => {
      const user = str(args.user_id);
      if (!cast.people.some((person) => person.id === user)) throw new ApiError('user_not_found');
      const home = views.home(user);
      const view = readView(platform, args, 'home', home);
      if (str(args.hash) && home && args.hash !== home.hash) throw new ApiError('hash_conflict');
      return { view: views.asSlack(views.publish(user, view)) };
    },
  };

  // --- internal ---

  function redeem(args: Obj): string {
    const trigger = str(args.trigger_id) || str(args.interactivity_pointer);
    if (!trigger)
      throw new ApiError('invalid_arguments', explained(['[ERROR] missing required field: trigger_id']));
    const redeemed = tickets.redeem(trigger);
    if ('error' in redeemed) throw new ApiError(redeemed.error);
    return redeemed.user;
  }
}

/** A view as an app sends it, checked, and its blocks as Slack keeps them. */
export function readView(platform: Platform, args: Obj, type: View['type'], known?: View): Obj {
  const view = args.view;
  if (!isObj(view))
    throw new ApiError('invalid_arguments', explained(['[ERROR] missing required field: view']));
  const faults = checkView(view);
  if (view.type !== type) faults.push(`[ERROR] must be ${type} [json-pointer:/view/type]`);
  if (faults.length > 0) throw new ApiError('invalid_arguments', explained(faults));
  const external = str(view.external_id);
  const taken = external ? platform.views.find({ external_id: external }) : undefined;
  if (taken && taken !== known) throw new ApiError('duplicate_external_id');
  return { ...view, blocks: storeBlocks(view.blocks, platform.nextId) };
}
